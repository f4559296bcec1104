import type { AccountType } from '#kernel/accounts.ts'
import { sumCents } from '#kernel/money.ts'
import type { Span } from './cover.ts'
import { type AccountSum, balance, earnings } from './sums.ts'

/** A line of a statement: one account, or a figure that is computed from several. */
export type StatementRow = {
  key: string
  /** Null for what is computed: `current-year` and `prior-years` earnings. */
  accountId: string | null
  code: string | null
  name: string
  /** One amount per column, from the normal side of the section. */
  cents: number[]
}

export type StatementSection = {
  key: AccountType
  title: string
  rows: StatementRow[]
  totalCents: number[]
}

const titles: Record<AccountType, string> = {
  asset: 'Assets',
  liability: 'Liabilities',
  equity: 'Equity',
  income: 'Income',
  expense: 'Expenses',
}

/** The accounts of one type that are not zero everywhere, a column per set of sums, in the order of their codes. */
function section(type: AccountType, columns: readonly (readonly AccountSum[])[]): StatementSection {
  const accounts = new Map<string, StatementRow>()
  columns.forEach((sums, at) => {
    for (const sum of sums) {
      if (sum.type !== type || sum.derived) continue
      const { accountId, code, name } = sum
      const row = accounts.get(accountId) ?? { key: accountId, accountId, code, name, cents: columns.map(() => 0) }
      row.cents[at] = balance(sum)
      accounts.set(accountId, row)
    }
  })
  const rows = [...accounts.values()].filter((row) => row.cents.some((cents) => cents !== 0))
  rows.sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1))
  return { key: type, title: titles[type], rows, totalCents: totals(rows, columns.length) }
}

function totals(rows: readonly StatementRow[], columns: number): number[] {
  return Array.from({ length: columns }, (_, at) => sumCents(rows.map((row) => row.cents[at] ?? 0)))
}

export type ProfitAndLoss = { columns: Span[]; sections: StatementSection[]; netCents: number[] }

/** Income less expenses, a column per span. */
export function profitAndLoss(columns: readonly { span: Span; sums: readonly AccountSum[] }[]): ProfitAndLoss {
  const sums = columns.map((column) => column.sums)
  return {
    columns: columns.map((column) => column.span),
    sections: [section('income', sums), section('expense', sums)],
    netCents: sums.map(earnings),
  }
}

export type BalanceSheetColumn = {
  asOf: string
  fiscalYearFrom: string
  sums: readonly AccountSum[]
  before: readonly AccountSum[]
}

export type BalanceSheet = {
  columns: { asOf: string; fiscalYearFrom: string }[]
  sections: StatementSection[]
  /** Liabilities and equity; equal to the total of the assets. */
  balancingCents: number[]
}

/**
 * What there is, owed and owned. `sums` run from the beginning to the date, `before` to the end of the last fiscal
 * year: what was earned until then stands as retained earnings, what was earned since as this year's.
 */
export function balanceSheet(columns: readonly BalanceSheetColumn[]): BalanceSheet {
  const sums = columns.map((column) => column.sums)
  const retained = columns.map(({ before }) => earnings(before))
  const current = columns.map((column, at) => earnings(column.sums) - (retained[at] ?? 0))
  const equity = section('equity', sums)
  const rows = [
    ...equity.rows,
    { key: 'prior-years', accountId: null, code: null, name: 'Retained earnings of prior years', cents: retained },
    { key: 'current-year', accountId: null, code: null, name: 'Earnings of this fiscal year', cents: current },
  ].filter((row) => row.cents.some((cents) => cents !== 0))
  const owned = { ...equity, rows, totalCents: totals(rows, columns.length) }
  const owed = section('liability', sums)
  return {
    columns: columns.map(({ asOf, fiscalYearFrom }) => ({ asOf, fiscalYearFrom })),
    sections: [section('asset', sums), owed, owned],
    balancingCents: columns.map((_, at) => sumCents([owed.totalCents[at] ?? 0, owned.totalCents[at] ?? 0])),
  }
}
