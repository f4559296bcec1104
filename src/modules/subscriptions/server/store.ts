import { eq, sql } from 'drizzle-orm'
import type { Scope } from '#platform/scope.ts'
import type { SubscriptionRecord } from '../domain/index.ts'
import { companySubscriptions } from './tables.ts'

export type SubscriptionRow = typeof companySubscriptions.$inferSelect

export async function findSubscription(scope: Scope): Promise<SubscriptionRow | undefined> {
  const { companyId } = companySubscriptions
  return (await scope.tx.select().from(companySubscriptions).where(eq(companyId, scope.companyId)))[0]
}

/** The row is the lock of the company's seats too. */
export async function findSubscriptionForUpdate(scope: Scope): Promise<SubscriptionRow | undefined> {
  const { companyId } = companySubscriptions
  const rows = await scope.tx.select().from(companySubscriptions).where(eq(companyId, scope.companyId)).for('update')
  return rows[0]
}

/** False when the company has one already. */
export async function insertSubscription(
  scope: Scope,
  record: SubscriptionRecord,
  seatLimit: number | null,
): Promise<boolean> {
  const added = await scope.tx
    .insert(companySubscriptions)
    .values({ companyId: scope.companyId, ...record, seatLimit, revision: 1 })
    .onConflictDoNothing()
    .returning({ companyId: companySubscriptions.companyId })
  return added.length > 0
}

export async function saveSubscription(
  scope: Scope,
  changed: Partial<SubscriptionRecord> & { seatLimit: number | null },
): Promise<void> {
  await scope.tx
    .update(companySubscriptions)
    .set({ ...changed, revision: sql`${companySubscriptions.revision} + 1` })
    .where(eq(companySubscriptions.companyId, scope.companyId))
}

/** Active members; open invites take no seat until they are accepted. */
export async function countSeatsInUse(scope: Scope): Promise<number> {
  const [row] = await scope.sql<{ inUse: number }>(
    'subscriptions.seatsInUse',
    'SELECT in_use AS "inUse" FROM company_seats WHERE company_id = $1',
    [scope.companyId],
  )
  return row?.inUse ?? 0
}
