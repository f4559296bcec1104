import type { AccountType } from '#kernel/accounts.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import { addDays } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'
import { type AccountSum, earnings, isNominal, without } from './sums.ts'

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
}

export type TrialBalance = {
  asOf: PlainDate
  fiscalYearFrom: PlainDate
  rows: TrialBalanceRow[]
  debitCents: number
  creditCents: number
}

/**
 * Every account that stands at something, on the side where it stands. Income and expenses count from the fiscal year's
 * start; what they made before stands in retained earnings. `before` are the sums until the day before that start.
 */
export function trialBalance(
  asOf: PlainDate,
  fiscalYearFrom: PlainDate,
  sums: readonly AccountSum[],
  before: readonly AccountSum[],
): TrialBalance {
  const since = new Map(without(sums, before).map((sum) => [sum.accountId, sum]))
  const rows = sums.flatMap((sum) => {
    const { accountId, code, name, type, derived } = sum
    const counted = isNominal(sum) ? (since.get(accountId) ?? sum) : sum
    const net = derived ? -earnings(before) : counted.debitCents - counted.creditCents
    if (net === 0) return []
    const from = isNominal(sum) ? fiscalYearFrom : null
    const to = derived ? addDays(fiscalYearFrom, -1) : asOf
    return [
      { accountId, code, name, type, derived, from, to, debitCents: Math.max(net, 0), creditCents: Math.max(-net, 0) },
    ]
  })
  return {
    asOf,
    fiscalYearFrom,
    rows: rows.sort((a, b) => (a.code < b.code ? -1 : 1)),
    debitCents: sumCents(rows.map((row) => row.debitCents)),
    creditCents: sumCents(rows.map((row) => row.creditCents)),
  }
}
