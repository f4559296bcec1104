import { type Cents, percentOf } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'

/** What a document asks for in advance; shown as "deposit requested", paid like any payment. */
export type Deposit = { kind: 'none' } | { kind: 'percent'; percent: string } | { kind: 'fixed'; cents: Cents }

/** The deposit in cents: a percentage of the total rounded half up, or the fixed amount. Refuses `deposit_exceeds_total`. */
export function depositRequested(deposit: Deposit, totalCents: Cents): Cents {
  if (deposit.kind === 'none') return 0
  const cents = deposit.kind === 'fixed' ? deposit.cents : percentOf(totalCents, deposit.percent)
  if (cents > totalCents) throw new Refusal('deposit_exceeds_total')
  return cents
}

/** What of the deposit is still to come, given what was received on the document so far; never below zero. */
export function depositOutstanding(depositCents: Cents, receivedCents: Cents): Cents {
  return Math.max(0, depositCents - receivedCents)
}
