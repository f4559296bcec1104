import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { applied, type Snapshot, standing } from '../domain/index.ts'
import { findSubscriptionForUpdate, insertSubscription, saveSubscription } from './store.ts'

/**
 * The one way in for how a subscription stands at Stripe: the webhooks' job and an operator's resync both fetch it and
 * come here. In any order, twice, or late, the record ends the same. False when the snapshot changed nothing.
 */
export async function applySubscription(scope: Scope, heard: Snapshot): Promise<boolean> {
  const row = await findSubscriptionForUpdate(scope)
  const next = applied(row, heard)
  if (!next) return false
  const { seats } = standing(next, scope.now)
  // Two first snapshots at once: whoever comes second finds the row of the other, and looks again.
  if (!row && !(await insertSubscription(scope, next, seats))) return applySubscription(scope, heard)
  if (row) await saveSubscription(scope, { ...next, seatLimit: seats })
  const before = row && Object.fromEntries(Object.keys(next).map((key) => [key, row[key as keyof typeof row]]))
  audit(scope, { subjectType: 'subscription', subjectId: scope.companyId, before, after: next })
  signal(scope, 'subscription')
  return true
}
