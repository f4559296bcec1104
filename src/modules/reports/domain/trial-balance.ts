import type { AccountType } from '#kernel/accounts.ts'
import { addDays, type Instant, type PlainDate } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'
import { type AccountSum, earnings, isNominal, without } from './sums.ts'

/** All sums until a date, and those until the fiscal year before it ended. */
export type YearSums = {
  asOf: PlainDate
  fiscalYearFrom: PlainDate
  knownAt: Instant | null
  sums: readonly AccountSum[]
  before: readonly AccountSum[]
}

export type TrialBalanceRow = {
  accountId: string
  code: string
  name: string
  type: AccountType
  debitCents: number
  creditCents: number
  /** The lines behind the figure lie between these dates; null is from the beginning. */
  from: PlainDate | null
  to: PlainDate
  /** Computed from the income and expenses of earlier fiscal years; it has no lines of its own. */
  derived: boolean
  /** Debits over credits, one amount per column. */
  netCents: number[]
}

/**
 * Every account that stands at something, on the side where it stands in the first column. Income and expenses count
 * from the fiscal year's start; what they made before stands in retained earnings.
 */
export function trialBalance(columns: readonly [YearSums, ...YearSums[]]) {
  const nets = columns.map(netsOf)
  const [{ asOf, fiscalYearFrom, sums }] = columns
  const rows = sums.flatMap((sum): TrialBalanceRow[] => {
    const { accountId, code, name, type, derived } = sum
    const netCents = nets.map((net) => net.get(accountId) ?? 0)
    if (netCents.every((cents) => cents === 0)) return []
    const from = isNominal(sum) ? fiscalYearFrom : null
    const to = derived ? addDays(fiscalYearFrom, -1) : asOf
    const net = netCents[0] ?? 0
    const sides = { debitCents: Math.max(net, 0), creditCents: Math.max(-net, 0) + 0 }
    return [{ accountId, code, name, type, derived, from, to, ...sides, netCents }]
  })
  return {
    asOf,
    fiscalYearFrom,
    columns: columns.map((column) => ({
      asOf: column.asOf,
      fiscalYearFrom: column.fiscalYearFrom,
      knownAt: column.knownAt,
    })),
    rows: rows.sort((a, b) => (a.code < b.code ? -1 : 1)),
    debitCents: sumCents(rows.map((row) => row.debitCents)),
    creditCents: sumCents(rows.map((row) => row.creditCents)),
  }
}

/** Debits less credits of each account: income and expenses since `before`, what they made until then in retained earnings. */
export function netsOf({ sums, before }: Pick<YearSums, 'sums' | 'before'>): Map<string, number> {
  const since = new Map(without(sums, before).map((sum) => [sum.accountId, sum]))
  return new Map(
    sums.map((sum) => {
      const counted = isNominal(sum) ? (since.get(sum.accountId) ?? sum) : sum
      return [sum.accountId, sum.derived ? -earnings(before) : counted.debitCents - counted.creditCents]
    }),
  )
}
