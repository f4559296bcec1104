import { assert } from '#kernel/assert.ts'
import { darkScheme, paint } from './layout-style.ts'

export type MailLayout = {
  /** What a mailbox shows beside the subject. */
  preheader: string
  title: string
  /** Plain text; `\n` stays a line break. */
  paragraphs: readonly string[]
  button?: { text: string; url: string }
  facts?: readonly (readonly [label: string, value: string])[]
  footer: string
  companyName?: string
  /** `https:` or, for an attached picture, `cid:`. */
  logoUrl?: string
}

/** One mail in both forms. Everything given is text and stays text; the address of the button must be http(s). */
export function mailLayout(mail: MailLayout): { html: string; text: string } {
  if (mail.button) assert(isWebAddress(mail.button.url), 'the button of a mail leads to a web address')
  if (mail.logoUrl)
    assert(isWebAddress(mail.logoUrl) || /^cid:[\w.@-]+$/.test(mail.logoUrl), 'the logo is a web address')
  return { html: asHtml(mail), text: asText(mail) }
}

/** `& < > " '` as entities: fit for text and for quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

function asHtml(mail: MailLayout): string {
  const body = [
    brand(mail),
    `<h1 class="ink" style="${paint.title}">${escapeHtml(mail.title)}</h1>`,
    ...mail.paragraphs.map((text) => `<p class="ink" style="${paint.paragraph}">${withBreaks(text)}</p>`),
    facts(mail.facts ?? []),
    mail.button ? button(mail.button) : '',
  ]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(mail.title)}</title>
<style>${darkScheme}</style>
</head>
<body class="desk" style="${paint.desk}">
<div style="${paint.hidden}">${escapeHtml(mail.preheader)}${'&#847;&zwnj;&nbsp;'.repeat(60)}</div>
<table role="presentation" class="desk" width="100%" cellpadding="0" cellspacing="0" border="0" style="${paint.desk}">
<tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px">
<tr><td class="paper" style="${paint.paper}">
${body.filter(Boolean).join('\n')}
</td></tr>
<tr><td class="soft foot" style="${paint.footer}">${withBreaks(mail.footer)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

function brand({ companyName = '', logoUrl }: MailLayout): string {
  const name = escapeHtml(companyName)
  if (logoUrl) return `<img src="${escapeHtml(logoUrl)}" alt="${name}" height="40" style="${paint.logo}">`
  return name ? `<p class="soft" style="${paint.brand}">${name}</p>` : ''
}

function facts(list: NonNullable<MailLayout['facts']>): string {
  if (list.length === 0) return ''
  const rows = list.map(
    ([label, value]) =>
      `<tr><td class="soft line" style="${paint.label}">${escapeHtml(label)}</td>` +
      `<td class="ink line" align="right" style="${paint.value}">${withBreaks(value)}</td></tr>`,
  )
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="${paint.facts}">\n${rows.join('\n')}\n</table>`
}

function button({ text, url }: { text: string; url: string }): string {
  const link = `<a class="press" href="${escapeHtml(url)}" style="${paint.link}">${escapeHtml(text)}</a>`
  const cell = `<td class="press" bgcolor="${paint.accent}" style="border-radius:6px">${link}</td>`
  return (
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:28px 0 8px"><tr>${cell}</tr></table>\n` +
    `<p class="soft" style="${paint.address}">${escapeHtml(url)}</p>`
  )
}

function asText(mail: MailLayout): string {
  const rows = (mail.facts ?? []).map(([label, value]) => `${label}: ${value}`).join('\n')
  const blocks = [
    mail.companyName,
    mail.title,
    ...mail.paragraphs,
    rows,
    mail.button && `${mail.button.text}:\n${mail.button.url}`,
    `-- \n${mail.footer}`,
  ]
  return `${blocks
    .filter(Boolean)
    .map((block) => printable(block ?? ''))
    .join('\n\n')}\n`
}

function withBreaks(text: string): string {
  return escapeHtml(text).replace(/\n/g, '<br>')
}

function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
}
