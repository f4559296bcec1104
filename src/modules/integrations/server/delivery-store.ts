import { and, asc, eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import type { Instant } from '#kernel/calendar.ts'
import type { Page } from '#kernel/paging.ts'
import { Refusal } from '#kernel/refusal.ts'
import { keyset } from '#platform/database/keyset.ts'
import type { Scope } from '#platform/scope.ts'
import type { WebhookAttempt, WebhookDelivery } from '../contract.ts'
import { webhookAttempts, webhookDeliveries, webhookEvents } from './tables.ts'

export type DeliveryRow = typeof webhookDeliveries.$inferSelect
type State = DeliveryRow['state']

const told = {
  id: webhookDeliveries.id,
  eventId: webhookDeliveries.eventId,
  eventType: webhookEvents.type,
  state: webhookDeliveries.state,
  attempts: webhookDeliveries.attempts,
  createdAt: webhookDeliveries.createdAt,
  nextAttemptAt: webhookDeliveries.nextAttemptAt,
  lastStatus: webhookDeliveries.lastStatus,
}

const itsEvent = and(
  eq(webhookEvents.companyId, webhookDeliveries.companyId),
  eq(webhookEvents.id, webhookDeliveries.eventId),
)
const mine = (scope: Scope, ...more: (SQL | undefined)[]) =>
  and(eq(webhookDeliveries.companyId, scope.companyId), ...more)

export async function pageOfDeliveries(
  scope: Scope,
  webhookId: string,
  asked: {
    sort: '-createdAt' | 'createdAt'
    limit: number
    cursor?: string | undefined
    state?: State | undefined
    q?: string | undefined
  },
): Promise<Page<WebhookDelivery>> {
  const descending = asked.sort === '-createdAt'
  const order = {
    by: webhookDeliveries.createdAt,
    id: webhookDeliveries.id,
    descending,
    type: 'timestamptz',
  } as const
  const page = keyset(`integrations.deliveries.${asked.sort}`, order, asked)
  const rows = await scope.tx
    .select({ ...told, sortValue: page.value })
    .from(webhookDeliveries)
    .innerJoin(webhookEvents, itsEvent)
    .where(
      mine(
        scope,
        eq(webhookDeliveries.endpointId, webhookId),
        asked.state ? eq(webhookDeliveries.state, asked.state) : undefined,
        asked.q ? sql`position(lower(${asked.q}) IN ${webhookEvents.type}) > 0` : undefined,
        page.after,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return page.finish(rows)
}

type Message = { type: string; occurredAt: Instant; data: unknown }

/** What travels, the same bytes for every try. */
export const bodyOf = ({ type, occurredAt, data }: Message) => JSON.stringify({ type, timestamp: occurredAt, data })

/** A delivery with its message; under an address when one is named. */
export async function loadDelivery(scope: Scope, id: string, webhookId?: string) {
  const { occurredAt, data } = webhookEvents
  const [row] = await scope.tx
    .select({
      ...told,
      endpointId: webhookDeliveries.endpointId,
      tries: webhookDeliveries.tries,
      occurredAt,
      data,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookEvents, itsEvent)
    .where(
      mine(
        scope,
        eq(webhookDeliveries.id, id),
        webhookId === undefined ? undefined : eq(webhookDeliveries.endpointId, webhookId),
      ),
    )
  if (!row) throw new Refusal('not_found')
  const { endpointId, tries, occurredAt: at, data: payload, ...delivery } = row
  return { delivery, endpointId, tries, body: bodyOf({ type: row.eventType, occurredAt: at, data: payload }) }
}

export async function lockDelivery(scope: Scope, id: string): Promise<DeliveryRow> {
  const [row] = await scope.tx
    .select()
    .from(webhookDeliveries)
    .where(mine(scope, eq(webhookDeliveries.id, id)))
    .for('update')
  if (!row) throw new Refusal('not_found')
  return row
}

export async function saveDelivery(
  scope: Scope,
  id: string,
  change: Partial<Pick<DeliveryRow, 'state' | 'tries' | 'attempts' | 'nextAttemptAt' | 'lastStatus'>>,
): Promise<void> {
  await scope.tx
    .update(webhookDeliveries)
    .set(change)
    .where(mine(scope, eq(webhookDeliveries.id, id)))
}

export async function insertAttempt(
  scope: Scope,
  deliveryId: string,
  { attempt, attemptedAt, status, error, ms, answer }: WebhookAttempt,
): Promise<void> {
  await scope.tx
    .insert(webhookAttempts)
    .values({ companyId: scope.companyId, deliveryId, attempt, attemptedAt, status, error, ms, answer })
}

export async function attemptsOf(scope: Scope, deliveryId: string): Promise<WebhookAttempt[]> {
  const { attempt, attemptedAt, status, error, ms, answer } = webhookAttempts
  return scope.tx
    .select({ attempt, attemptedAt, status, error, ms, answer })
    .from(webhookAttempts)
    .where(and(eq(webhookAttempts.companyId, scope.companyId), eq(webhookAttempts.deliveryId, deliveryId)))
    .orderBy(asc(attempt))
}

/** Puts finished deliveries back to their beginning, those that are named or that failed since; answers which. */
export async function restart(
  scope: Scope,
  webhookId: string,
  which: { id: string } | { failedSince: Instant; most: number },
): Promise<string[]> {
  const chosen =
    'id' in which
      ? eq(webhookDeliveries.id, which.id)
      : inArray(
          webhookDeliveries.id,
          scope.tx
            .select({ id: webhookDeliveries.id })
            .from(webhookDeliveries)
            .where(
              mine(
                scope,
                eq(webhookDeliveries.endpointId, webhookId),
                eq(webhookDeliveries.state, 'failed'),
                gte(webhookDeliveries.createdAt, which.failedSince),
              ),
            )
            .orderBy(asc(webhookDeliveries.createdAt))
            .limit(which.most),
        )
  const rows = await scope.tx
    .update(webhookDeliveries)
    .set({ state: 'pending', tries: 0, nextAttemptAt: scope.now })
    .where(mine(scope, eq(webhookDeliveries.endpointId, webhookId), chosen))
    .returning({ id: webhookDeliveries.id })
  return rows.map(({ id }) => id)
}
