import type { Cents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { audit, balanceMoved, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { isPosted, nextState } from '../domain/bill.ts'
import { type BillRow, saveMoved } from './bill-store.ts'
import { billLabel } from './label.ts'

/**
 * Moves the balance of a bill that was loaded for update, and the state that follows from it; positive is paid, negative
 * is owed again. A paid bill that is owed again stays paid. Refuses `bill_not_posted` and `bill_balance_exceeded`.
 */
export async function settleBill(scope: Scope, bill: BillRow, paidCents: Cents): Promise<void> {
  if (!isPosted(bill.state)) throw new Refusal('bill_not_posted')
  const balanceDueCents = bill.balanceDueCents - paidCents
  if (balanceDueCents < 0 || balanceDueCents > bill.totalCents) throw new Refusal('bill_balance_exceeded')
  const state = nextState(bill.state, balanceDueCents, bill.totalCents)
  const becamePaid = state === 'paid' && bill.state !== 'paid'
  await saveMoved(scope, bill, { state, balanceDueCents, ...(becamePaid ? { paidAt: scope.now } : {}) })
  const moved = { beforeCents: bill.balanceDueCents, afterCents: balanceDueCents }
  balanceMoved(scope, { label: billLabel(bill), kind: 'bill', id: bill.id, ...moved })
  audit(scope, {
    subjectType: 'bill',
    subjectId: bill.id,
    before: { state: bill.state, balanceDueCents: bill.balanceDueCents },
    after: { state, balanceDueCents },
  })
  signal(scope, 'bills', bill.id)
}
