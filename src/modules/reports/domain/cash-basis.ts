import type { ProfitColumn } from './statement.ts'
import type { AccountSum } from './sums.ts'

/**
 * The sums of a span on the cash basis: what the books earned, less what of it was deferred at the end (no money had
 * come for it), plus what had been deferred at the start. `deferred…` are credits over debits per account.
 */
export function cashBasis(
  sums: readonly AccountSum[],
  deferredBefore: ReadonlyMap<string, number>,
  deferredAfter: ReadonlyMap<string, number>,
): Pick<ProfitColumn, 'sums' | 'unapplied'> {
  const credits = sums.find(({ systemKey }) => systemKey === 'customer_credits')
  return {
    sums: sums.map((sum) => {
      const moved = (deferredAfter.get(sum.accountId) ?? 0) - (deferredBefore.get(sum.accountId) ?? 0)
      return moved === 0 ? sum : { ...sum, debitCents: sum.debitCents + moved }
    }),
    unapplied: credits && { accountId: credits.accountId, cents: credits.creditCents - credits.debitCents },
  }
}
