import type { Instant } from '#kernel/calendar.ts'
import type { Download } from '#platform/operation.ts'
import type { StatementSection } from '../contract-parts.ts'
import type { trialBalance } from '../domain/trial-balance.ts'
import { csvFile, plainMoney } from './csv.ts'

type Known = { knownAt: Instant | null }

const known = ({ knownAt }: Known) => (knownAt === null ? '' : `, as known ${knownAt}`)

/** What stands over the columns of a file. */
export const spanHeads = (columns: readonly ({ from: string | null; to: string } & Known)[]) =>
  columns.map((column) => `${column.from ?? 'Beginning'} to ${column.to}${known(column)}`)
export const dayHeads = (columns: readonly ({ asOf: string } & Known)[]) =>
  columns.map((column) => `${column.asOf}${known(column)}`)

export function trialBalanceFile(report: ReturnType<typeof trialBalance>, currency: string): Download {
  const money = plainMoney(currency)
  const [, ...compared] = dayHeads(report.columns)
  const rows = report.rows.map((row) => [
    row.code,
    row.name,
    row.type,
    money(row.debitCents),
    money(row.creditCents),
    ...row.netCents.slice(1).map(money),
  ])
  const total = ['', 'Total', '', money(report.debitCents), money(report.creditCents), ...compared.map(() => money(0))]
  const heads = ['Code', 'Account', 'Type', 'Debit', 'Credit', ...compared]
  return csvFile(`trial-balance-${report.asOf}`, heads, [...rows, total])
}

/** Sections with their accounts and totals, then the results; a column per period. */
export function statementFile(
  fileName: string,
  heads: readonly string[],
  sections: readonly StatementSection[],
  results: readonly { name: string; cents: readonly number[] }[],
  currency: string,
): Download {
  const money = plainMoney(currency)
  const rows = sections.flatMap(({ title, rows: lines, totalCents }) => [
    ...lines.map((line) => [title, line.code ?? '', line.name, ...line.cents.map(money)]),
    [title, '', `Total ${title.toLowerCase()}`, ...totalCents.map(money)],
  ])
  const last = results.map(({ name, cents }) => ['', '', name, ...cents.map(money)])
  return csvFile(fileName, ['Section', 'Code', 'Account', ...heads], [...rows, ...last])
}
