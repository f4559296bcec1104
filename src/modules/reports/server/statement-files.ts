import type { Download } from '#platform/operation.ts'
import type { StatementSection } from '../contract.ts'
import type { trialBalance } from '../domain/trial-balance.ts'
import { csvFile, plainMoney } from './csv.ts'

export function trialBalanceFile(report: ReturnType<typeof trialBalance>, currency: string): Download {
  const money = plainMoney(currency)
  const rows = report.rows.map((row) => [row.code, row.name, row.type, money(row.debitCents), money(row.creditCents)])
  const total = ['', 'Total', '', money(report.debitCents), money(report.creditCents)]
  return csvFile(`trial-balance-${report.asOf}`, ['Code', 'Account', 'Type', 'Debit', 'Credit'], [...rows, total])
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
