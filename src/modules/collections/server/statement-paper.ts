import { readFileSync } from 'node:fs'
import { formatDate } from '#kernel/calendar.ts'
import { formatMoney } from '#kernel/money.ts'
import { crediting } from '#modules/documents/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Statement } from '../contract.ts'
import { closingOf } from '../domain/closing.ts'

const source = readFileSync(new URL('./statement.typ', import.meta.url), 'utf8')
const accentOfTheHouse = '#1f5c42'

/** The statement as PDF, in the dress of the company's documents. Refuses `timed_out`. */
export async function renderStatement(scope: Scope, statement: Statement, head: crediting.Letterhead): Promise<Buffer> {
  const logo = await crediting.findLogo(scope, head.company.logoMediaId)
  const input = (hasLogo: boolean) => statementPdfInput(statement, head, hasLogo)
  const plain = () => scope.outside.pdf.render({ name: 'statement', source }, input(false))
  if (!logo) return plain()
  try {
    return await scope.outside.pdf.render({ name: 'statement', source, images: { logo: logo.bytes } }, input(true))
  } catch {
    // a torn picture is no reason to send no statement
    return plain()
  }
}

/** `Statement Birch 2026-03-31.pdf` */
export function statementName(statement: Statement): string {
  return `Statement ${statement.client.name.replace(/[/\\"<>|:*?]/g, '-')} ${statement.to}.pdf`
}

function statementPdfInput(statement: Statement, head: crediting.Letterhead, hasLogo: boolean) {
  const { company, client, paper } = crediting.letterheadView(head)
  const { parts, net } = closingOf(statement)
  const money = (cents: number) => formatMoney(cents, statement.currency, statement.locale)
  const some = (cents: number) => (cents === 0 ? '' : money(cents))
  const date = (day: string) => formatDate(day, statement.locale)
  const shown = (texts: readonly (string | undefined)[]) =>
    texts.flatMap((text) => (text ? [crediting.printable(text)] : []))
  return {
    title: `Statement ${statement.to}`,
    dated: statement.to.split('-').map(Number),
    paper: paper === 'a4' ? 'a4' : 'us-letter',
    accent: company.accent ?? accentOfTheHouse,
    hasLogo,
    period: `${date(statement.from)} – ${date(statement.to)}`,
    company: {
      name: crediting.printable(company.name),
      lines: shown([...company.addressLines, company.phone, company.email, company.taxId]),
    },
    client: { name: crediting.printable(client.name), lines: shown(client.addressLines) },
    facts: [
      ['Opening balance', money(statement.openingCents)],
      ['Charges', money(statement.chargesCents)],
      ['Payments and credits', money(0 - statement.paymentsCents)],
    ],
    rows: [
      [date(statement.from), 'Opening balance', '', '', money(statement.openingCents)],
      ...statement.lines.map((line) => [
        date(line.date),
        crediting.printable(line.label),
        some(line.chargeCents),
        some(line.paymentCents),
        money(line.balanceCents),
      ]),
    ],
    parts: parts.map(({ label, cents }) => [label, money(cents)]),
    closing: [net.label, money(net.cents)],
  }
}
