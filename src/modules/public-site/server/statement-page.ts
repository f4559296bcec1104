import { formatDate } from '#kernel/calendar.ts'
import { formatMoney } from '#kernel/money.ts'
import type { readShared } from '#modules/collections/server/index.ts'
import { contact } from './contact.ts'
import { type Html, html } from './html.ts'
import { page } from './page.ts'

type Statement = Awaited<ReturnType<typeof readShared>>

/** The page of a statement; `token` is what the visitor holds, for the link to the PDF. */
export function statementPage(statement: Statement, token: string, nonce: string): string {
  const { company, client, currency, locale, closing } = statement
  const money = (cents: number) => formatMoney(cents, currency, locale)
  const date = (day: string) => formatDate(day, locale)
  const title = `Statement for ${client.name}`
  return page({
    title: `${title} · ${company.name}`,
    lang: locale,
    nonce,
    accent: statement.accentColor,
    script: '/seen.js',
    body: html`<main>
<div class="from"><strong>${company.name}</strong></div>
<div class="head"><h1>${title}</h1></div>
<div class="due"><dl><dt>${closing.net.label}</dt><dd>${money(closing.net.cents)}</dd><dd>On ${date(statement.to)}</dd></dl><a class="button" href="/api/v1/public/statements/${encodeURIComponent(token)}/pdf">Download PDF</a></div>
<dl class="facts"><div><dt>Period</dt><dd>${date(statement.from)} – ${date(statement.to)}</dd></div></dl>
${movements(statement, money, date)}
${sums(statement, money)}
${contact(company)}
</main>`,
  })
}

function movements(statement: Statement, money: (cents: number) => string, date: (day: string) => string): Html {
  const { from, openingCents, lines } = statement
  const row = (day: string, what: string, amount: string, balance: number) =>
    html`<tr><th scope="row">${what}<small>${date(day)}</small></th><td class="rate"><span class="times">Balance </span>${money(balance)}</td><td class="sum">${amount}</td></tr>
`
  return html`<table><caption>Charges and payments</caption>
<thead><tr><th scope="col">What</th><th scope="col">Balance after it</th><th scope="col">Amount</th></tr></thead>
<tbody>
${row(from, 'Opening balance', '', openingCents)}${lines.map((line) =>
  row(line.date, line.label, money(line.chargeCents - line.paymentCents), line.balanceCents),
)}</tbody></table>`
}

function sums(statement: Statement, money: (cents: number) => string): Html {
  const { openingCents, chargesCents, paymentsCents, closing } = statement
  return html`<dl class="sums">
<div><dt>Opening balance</dt><dd>${money(openingCents)}</dd></div>
<div><dt>Charges</dt><dd>${money(chargesCents)}</dd></div>
<div><dt>Payments and credits</dt><dd>${money(0 - paymentsCents)}</dd></div>
${closing.parts.map(({ label, cents }, at) => html`<div${at === 0 && html` class="ruled"`}><dt>${label}</dt><dd>${money(cents)}</dd></div>`)}
<div class="ruled"><dt>${closing.net.label}</dt><dd>${money(closing.net.cents)}</dd></div>
</dl>`
}
