import { formatInstant } from '#kernel/calendar.ts'
import { escapeHtml } from './layout.ts'
import type { StoredAttachment } from './queue.ts'

export type OutboxMail = {
  id: string
  kind: string
  toEmail: string
  subject: string
  state: string
  createdAt: string
}

type Page = { title: string; body: string }

export const outboxStyle = `
:root{color-scheme:light dark;--ink:#1c1b19;--soft:#635f58;--desk:#f5f4f1;--paper:#fff;--hair:#e4e1db;--accent:#1f5c42}
@media (prefers-color-scheme:dark){:root{--ink:#eceae6;--soft:#a8a49c;--desk:#171614;--paper:#201f1d;--hair:#383632;--accent:#7cc4a0}}
*{box-sizing:border-box}
body{margin:0;background:var(--desk);color:var(--ink);font:14px/20px Inter,system-ui,sans-serif}
main{max-width:960px;margin:0 auto;padding:32px 16px}
h1{font-size:20px;line-height:28px;margin:0 0 4px;overflow-wrap:anywhere}
p{margin:0 0 16px;color:var(--soft)}
a{color:var(--accent)}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
ol,pre,iframe{background:var(--paper);border:1px solid var(--hair);border-radius:8px}
ol{list-style:none;padding:0;margin:0}
ol a{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 16px;padding:10px 16px;color:inherit;text-decoration:none}
ol a:hover{background:var(--desk)}
li+li{border-top:1px solid var(--hair)}
li span,li time{color:var(--soft);overflow-wrap:anywhere}
pre{padding:16px;margin:16px 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font:13px/20px ui-monospace,monospace}
iframe{display:block;width:100%;height:640px}
.links{list-style:disc;padding:0 0 0 20px;margin:0 0 16px;overflow-wrap:anywhere}
`

/** All mails, newest first. */
export function listPage(mails: readonly OutboxMail[]): Page {
  const rows = mails.map(
    (mail) =>
      `<li><a href="/outbox/${mail.id}"><b>${escapeHtml(mail.subject)}</b><time>${escapeHtml(formatInstant(mail.createdAt, 'UTC'))}</time>` +
      `<span>to ${escapeHtml(mail.toEmail)}</span><span>${escapeHtml(mail.state)}</span></a></li>`,
  )
  const list =
    rows.length > 0 ? `<ol>${rows.join('')}</ol>` : '<p>No mail yet. Sign up, reset a password or send an invoice.</p>'
  return {
    title: 'Outbox',
    body: `<main><h1>Outbox</h1><p>Mails of this development server. None of them has left it; set EMAIL_HOST to send. Times in UTC.</p>${list}</main>`,
  }
}

/** One mail: its links to click, the mail as a mailbox shows it, and its text. */
export function mailPage(mail: OutboxMail & { textBody: string; attachments: StoredAttachment[] }): Page {
  const links = [...new Set(mail.textBody.match(/https?:\/\/[^\s<>"]+/g) ?? [])]
  const files = mail.attachments.map(
    (file, index) => `<li><a href="/outbox/${mail.id}/files/${index}">${escapeHtml(file.filename)}</a></li>`,
  )
  const entries = [...links.map((url) => `<li><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></li>`), ...files]
  return {
    title: mail.subject,
    body: `<main><p><a href="/outbox">Outbox</a></p><h1>${escapeHtml(mail.subject)}</h1>
<p>To ${escapeHtml(mail.toEmail)}, ${escapeHtml(formatInstant(mail.createdAt, 'UTC'))} UTC, ${escapeHtml(mail.state)}</p>
${entries.length > 0 ? `<ul class="links">${entries.join('')}</ul>` : ''}
<iframe src="/outbox/${mail.id}/html" title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<pre>${escapeHtml(mail.textBody)}</pre></main>`,
  }
}

/** The mail's own page, its links opening in a new tab. */
export function framedMail(html: string): string {
  return html.replace(/<head>/i, '<head><base target="_blank">')
}
