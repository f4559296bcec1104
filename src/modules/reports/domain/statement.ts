import type { AccountType } from '#kernel/accounts.ts'
import type { Instant, PlainDate } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'
import { type AccountSum, balance, earnings } from './sums.ts'
import type { YearSums } from './trial-balance.ts'

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
  key: string
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

/** Column by column. */
export function totals(rows: readonly StatementRow[], columns: number): number[] {
  return Array.from({ length: columns }, (_, at) => sumCents(rows.map((row) => row.cents[at] ?? 0)))
}

/** A column of a statement about a period. */
export type FlowColumn = { from: PlainDate | null; to: PlainDate; knownAt: Instant | null }

export type ProfitColumn = {
  column: FlowColumn
  sums: readonly AccountSum[]
  /** Cash basis: money of clients that no invoice has taken yet, more or less of it than at the start; and its account. */
  unapplied?: { accountId: string; cents: number } | undefined
}

export type ProfitAndLoss = { columns: FlowColumn[]; sections: StatementSection[]; netCents: number[] }

/** Income less expenses, a column per span. */
export function profitAndLoss(columns: readonly ProfitColumn[]): ProfitAndLoss {
  const sums = columns.map((column) => column.sums)
  const unapplied = columns.map((column) => column.unapplied?.cents ?? 0)
  const income = section('income', sums)
  if (unapplied.some((cents) => cents !== 0)) {
    const accountId = columns[0]?.unapplied?.accountId ?? null
    income.rows.push({ ...computed('unapplied', 'Client money not yet applied to invoices', unapplied), accountId })
    income.totalCents = totals(income.rows, columns.length)
  }
  return {
    columns: columns.map((column) => column.column),
    sections: [income, section('expense', sums)],
    netCents: sums.map((column, at) => sumCents([earnings(column), unapplied[at] ?? 0])),
  }
}

export function computed(key: string, name: string, cents: number[]): StatementRow {
  return { key, accountId: null, code: null, name, cents }
}

export type BalanceSheet = {
  columns: { asOf: PlainDate; fiscalYearFrom: PlainDate; knownAt: Instant | null }[]
  sections: StatementSection[]
  /** Liabilities and equity; equal to the total of the assets. */
  balancingCents: number[]
}

/**
 * What there is, owed and owned. What was earned until the last fiscal year ended stands as retained earnings, what was
 * earned since as this year's.
 */
export function balanceSheet(columns: readonly YearSums[]): BalanceSheet {
  const sums = columns.map((column) => column.sums)
  const retained = columns.map(({ before }) => earnings(before))
  const current = columns.map((column, at) => earnings(column.sums) - (retained[at] ?? 0))
  const equity = section('equity', sums)
  const rows = [
    ...equity.rows,
    computed('prior-years', 'Retained earnings of prior years', retained),
    computed('current-year', 'Earnings of this fiscal year', current),
  ].filter((row) => row.cents.some((cents) => cents !== 0))
  const owned = { ...equity, rows, totalCents: totals(rows, columns.length) }
  const owed = section('liability', sums)
  return {
    columns: columns.map(({ asOf, fiscalYearFrom, knownAt }) => ({ asOf, fiscalYearFrom, knownAt })),
    sections: [section('asset', sums), owed, owned],
    balancingCents: columns.map((_, at) => sumCents([owed.totalCents[at] ?? 0, owned.totalCents[at] ?? 0])),
  }
}
