import { formatDate } from '#kernel/calendar.ts'
import { formatMoney } from '#kernel/money.ts'
import type { sharing } from '#modules/documents/server/index.ts'
import { answerForm } from './answer-form.ts'
import { contact } from './contact.ts'
import { type Html, html } from './html.ts'
import { page } from './page.ts'
import { richText } from './rich-text.ts'

export type Shared = Awaited<ReturnType<typeof sharing.read>>
type Line = Shared['lines'][number]
type Money = (cents: number) => string

const kinds = { invoice: 'Invoice', estimate: 'Estimate', proposal: 'Proposal' } as const

/** The state in the client's words, and the colour of its dot. */
const states: { [state in Shared['state']]: readonly [word: string, look: string] } = {
  draft: ['Draft', ''],
  sent: ['Open', 'open'],
  partially_paid: ['Partly paid', 'part'],
  paid: ['Paid', 'done'],
  credited: ['Credited', 'done'],
  settled_by_credit: ['Settled by credit', 'done'],
  written_off: ['Written off', ''],
  overdue: ['Overdue', 'late'],
  reopened: ['Open again', 'part'],
  void: ['Void', ''],
  accepted: ['Accepted', 'done'],
  declined: ['Declined', ''],
  expired: ['Expired', 'late'],
}

/** The page of a document; `token` is what the visitor holds, for the links on it; `refusal` says why an answer was not taken. */
export function documentPage(document: Shared, token: string, nonce: string, refusal?: string): string {
  const { company, currency, locale } = document
  const money: Money = (cents) => formatMoney(cents, currency, locale)
  const title = `${kinds[document.documentType]} ${document.number}`
  const files = `/api/v1/public/documents/${encodeURIComponent(token)}`
  const [word, look] = states[document.state]
  return page({
    title: `${title} · ${company.name}`,
    lang: locale,
    nonce,
    accent: company.accentColor,
    script: '/seen.js',
    body: html`<main>
<div class="from">${company.hasLogo && html`<img src="${files}/logo" alt="">`}<strong>${company.name}</strong></div>
<div class="head"><h1>${title}</h1><span class="state ${look}">${word}</span></div>
<div class="due">${amountDue(document, money)}<a class="button" href="${files}/pdf">Download PDF</a></div>
${facts(document)}
${document.header && html`<p class="text">${document.header}</p>`}
${story(document)}
${lines(document.lines, money)}
${sums(document, money)}
${passage('Notes', document.notes)}
${passage('Terms', document.terms)}
${answerForm(document, token, refusal)}
${contact(document.company)}
${document.footer && html`<footer>${document.footer}</footer>`}
</main>`,
  })
}

function amountDue(
  { documentType, balanceDueCents, totalCents, dueOn, validUntil, locale }: Shared,
  money: Money,
): Html {
  if (documentType !== 'invoice') {
    return html`<dl><dt>Total</dt><dd>${money(totalCents)}</dd>${validUntil && html`<dd>Valid until ${formatDate(validUntil, locale)}</dd>`}</dl>`
  }
  const when = balanceDueCents === 0 ? 'Nothing is due. Thank you.' : dueOn && `Due ${formatDate(dueOn, locale)}`
  return html`<dl><dt>Amount due</dt><dd>${money(balanceDueCents)}</dd>${when && html`<dd>${when}</dd>`}</dl>`
}

/** What a proposal says before its lines. */
function story({ cover, sections }: Shared): Html | null {
  if (cover === null && sections.length === 0) return null
  return html`<div class="story">${richText(cover ?? '')}${sections.map(
    ({ title, body }) => html`<section><h3>${title}</h3>${richText(body ?? '')}</section>`,
  )}</div>`
}

function facts({ client, company, issuedOn, dueOn, validUntil, projectName, locale }: Shared): Html {
  const fact = (name: string, value: Html | string | null) =>
    value !== null && html`<div><dt>${name}</dt><dd>${value}</dd></div>`
  const date = (day: string | null) => (day === null ? null : formatDate(day, locale))
  const party = (of: Shared['client']) =>
    html`${[of.name, ...of.addressLines, ...(of.taxId === null ? [] : [`Tax ID ${of.taxId}`])].map((line, at) => html`${at > 0 && html`<br>`}${line}`)}`
  return html`<dl class="facts">
${fact('To', party(client))}
${fact('From', party(company))}
${fact('Issued', date(issuedOn))}
${fact('Due', date(dueOn))}
${fact('Valid until', date(validUntil))}
${fact('Project', projectName)}
</dl>`
}

function lines(all: readonly Line[], money: Money): Html {
  return html`<table><caption>What this is for</caption>
<thead><tr><th scope="col">Item</th><th scope="col">Quantity × price</th><th scope="col">Amount</th></tr></thead>
<tbody>
${all.map(
  (
    line,
  ) => html`<tr><th scope="row">${line.name}${line.description && html`<small>${line.description}</small>`}</th><td class="rate">${quantity(line)} × ${money(line.unitPriceCents)}</td><td class="sum">${money(line.subtotalCents)}</td></tr>
`,
)}</tbody></table>`
}

function quantity({ quantity: count, unit }: Line): string {
  const plain = count.includes('.') ? count.replace(/\.?0+$/, '') : count
  if (unit === 'hour') return `${plain} h`
  if (unit === 'day') return `${plain} d`
  return plain
}

/** Before discount and tax each line, then these: the column sums to the subtotal, that to the total. */
function sums(document: Shared, money: Money): Html {
  const { subtotalCents, discountCents, taxCents, totalCents, depositCents, balanceDueCents } = document
  const row = (name: string, cents: number, ruled = false) =>
    html`<div${ruled && html` class="ruled"`}><dt>${name}</dt><dd>${money(cents)}</dd></div>
`
  return html`<dl class="sums">
${row('Subtotal', subtotalCents)}${discountCents !== 0 && row('Discount', 0 - discountCents)}${taxCents !== 0 && row('Tax', taxCents)}${row('Total', totalCents, true)}${settled(document).map(([name, cents]) => row(name, 0 - cents))}${document.documentType === 'invoice' && row('Amount due', balanceDueCents, true)}${depositCents !== 0 && row('Deposit requested', depositCents)}</dl>`
}

/** What stands against the total, each under its own name. */
function settled({ paidCents, creditedCents, appliedCents, writtenOffCents }: Shared): [name: string, cents: number][] {
  const all: [string, number][] = [
    ['Paid', paidCents],
    ['Credited', creditedCents],
    ['Credit applied', appliedCents],
    ['Written off', writtenOffCents],
  ]
  return all.filter(([, cents]) => cents !== 0)
}

function passage(title: string, text: string | null): Html | null {
  return text === null ? null : html`<section><h2>${title}</h2><p class="text">${text}</p></section>`
}
