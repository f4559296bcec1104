import { type Plan, plans } from '#kernel/plans.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { standing } from '../domain/index.ts'
import { countSeatsInUse, findSubscriptionForUpdate, saveSubscription } from './store.ts'

/**
 * Before an invite goes out, and in the transaction in which a member comes or comes back; refuses with `seats_full`.
 * Locks the subscription, so that of two who take the last seat one waits and is refused. What the limit is changes
 * with time (a comp ends), so it is told to the guard of the table, which counts again.
 */
export async function assertSeatFree(scope: Scope): Promise<void> {
  const row = await findSubscriptionForUpdate(scope)
  if (!row) return
  const seats = scope.outside.settings.billing ? standing(row, scope.now).seats : null
  if (row.seatLimit !== seats) await saveSubscription(scope, { seatLimit: seats })
  if (seats !== null && (await countSeatsInUse(scope)) >= seats) throw new Refusal('seats_full')
}

/** Before a smaller plan or fewer seats are bought; refuses with `seats_in_use`. Locks as a new member does. */
export async function assertSeatsFit(scope: Scope, wanted: { plan: Plan; extraSeats: number }): Promise<void> {
  await findSubscriptionForUpdate(scope)
  const inUse = await countSeatsInUse(scope)
  const seats = plans[wanted.plan].seats + wanted.extraSeats
  if (inUse > seats) throw new Refusal('seats_in_use', { inUse, seats })
}
