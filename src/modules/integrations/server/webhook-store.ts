import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import type { Webhook } from '../contract.ts'
import { webhookEndpoints } from './tables.ts'

export type WebhookRow = typeof webhookEndpoints.$inferSelect
type Change = Partial<Omit<typeof webhookEndpoints.$inferInsert, 'companyId' | 'id' | 'revision'>>

export function toWebhook(row: WebhookRow): Webhook {
  const { companyId: _c, secretSealed: _s, previousSecretSealed: _p, updatedAt: _u, deletedAt: _d, ...told } = row
  return told
}

const live = (scope: Scope) => and(eq(webhookEndpoints.companyId, scope.companyId), isNull(webhookEndpoints.deletedAt))
const byId = (scope: Scope, id: string) => and(live(scope), eq(webhookEndpoints.id, id))

export function webhooksOf(scope: Scope): Promise<WebhookRow[]> {
  return scope.tx
    .select()
    .from(webhookEndpoints)
    .where(live(scope))
    .orderBy(asc(webhookEndpoints.createdAt), asc(webhookEndpoints.id))
}

export async function loadWebhook(scope: Scope, id: string): Promise<WebhookRow> {
  const [row] = await scope.tx.select().from(webhookEndpoints).where(byId(scope, id))
  if (!row) throw new Refusal('not_found')
  return row
}

export async function loadWebhookForUpdate(scope: Scope, id: string): Promise<WebhookRow> {
  const [row] = await scope.tx.select().from(webhookEndpoints).where(byId(scope, id)).for('update')
  if (!row) throw new Refusal('not_found')
  return row
}

export async function insertWebhook(
  scope: Scope,
  fields: Pick<WebhookRow, 'id' | 'url' | 'description' | 'eventTypes' | 'secretSealed'>,
): Promise<WebhookRow> {
  const made = { companyId: scope.companyId, createdAt: scope.now, updatedAt: scope.now }
  const [row] = await scope.tx
    .insert(webhookEndpoints)
    .values({ ...made, ...fields })
    .returning()
  if (!row) throw new Refusal('not_found')
  return row
}

/** What a person changed: the next revision. */
export async function saveWebhook(scope: Scope, row: WebhookRow, change: Change): Promise<WebhookRow> {
  const [saved] = await scope.tx
    .update(webhookEndpoints)
    .set({ ...change, updatedAt: scope.now, revision: row.revision + 1 })
    .where(byId(scope, row.id))
    .returning()
  if (!saved) throw new Refusal('not_found')
  return saved
}

/** How it goes is not an edit: the revision stays. */
export async function noteHealth(
  scope: Scope,
  id: string,
  change: Pick<Change, 'failingSince' | 'enabled' | 'disabledReason'>,
): Promise<void> {
  await scope.tx.update(webhookEndpoints).set(change).where(byId(scope, id))
}

/** Writes only when it had been failing: what arrives one after the other does not meet on this row. */
export async function noteArrival(scope: Scope, id: string): Promise<void> {
  await scope.tx
    .update(webhookEndpoints)
    .set({ failingSince: null })
    .where(and(byId(scope, id), isNotNull(webhookEndpoints.failingSince)))
}

export async function countWebhooks(scope: Scope): Promise<number> {
  const [row] = await scope.tx.select({ n: sql<number>`count(*)::int` }).from(webhookEndpoints).where(live(scope))
  return row?.n ?? 0
}
