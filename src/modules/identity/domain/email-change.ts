import type { Instant } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'

/** A change of address on its way: it happens once both mailboxes have confirmed it, in whatever order. */
export type EmailChange = {
  expiresAt: Instant
  oldConfirmedAt: Instant | null
  newConfirmedAt: Instant | null
  outcome: 'done' | 'stopped' | null
}

/** Whose link it is: of the address that is left, or of the one that comes. */
export type Side = 'old' | 'new'
export type EmailChangeState = 'waiting' | 'confirmed' | 'done' | 'stopped' | 'expired'

const confirmedAt = (change: EmailChange, side: Side) =>
  side === 'old' ? change.oldConfirmedAt : change.newConfirmedAt

/** How the change stands for the holder of one link. */
export function stateOf(change: EmailChange, side: Side, now: Instant): EmailChangeState {
  if (change.outcome !== null) return change.outcome
  if (change.expiresAt <= now) return 'expired'
  return confirmedAt(change, side) === null ? 'waiting' : 'confirmed'
}

/** One side confirms: a link works once, in its time. `outcome` is `done` when the other side had confirmed before. */
export function confirm<C extends EmailChange>(change: C, side: Side, now: Instant): C {
  if (stateOf(change, side, now) !== 'waiting') throw new Refusal('email_change_over')
  const confirmed = { ...change, ...(side === 'old' ? { oldConfirmedAt: now } : { newConfirmedAt: now }) }
  const both = confirmed.oldConfirmedAt !== null && confirmed.newConfirmedAt !== null
  return { ...confirmed, outcome: both ? 'done' : null }
}

/** Stops a change that is still on its way. */
export function stop<C extends EmailChange>(change: C, side: Side, now: Instant): C {
  const state = stateOf(change, side, now)
  if (state !== 'waiting' && state !== 'confirmed') throw new Refusal('email_change_over')
  return { ...change, outcome: 'stopped' }
}
