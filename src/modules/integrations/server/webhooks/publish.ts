import { newId } from '#kernel/ids.ts'
import { planAllowsFeature } from '#kernel/plans.ts'
import type { Announcing } from '#platform/outside.ts'
import type { Fact } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { type EventType, publicEvents, typeOfFact } from '../../domain/events.ts'
import { isTelling } from './is-telling.ts'

export type Run = { companyId: string; deliveryId: string }

/**
 * What was announced, as messages to those who asked for it: written in the transaction of the act, so that there is a
 * message exactly when there was the act. Where nobody listens that is known with the actor, and costs nothing.
 */
export async function publish(scope: Announcing, facts: readonly Fact[]): Promise<Run[]> {
  const { companyId, actor } = scope
  if (actor?.kind === 'member' && !(actor.listenedTo && planAllowsFeature(actor.plan.plan, 'apiAccess'))) return []
  const told = facts.flatMap(({ fact, payload }) => {
    const type = typeOfFact.get(fact)
    return type === undefined ? [] : [{ type, data: publicEvents[type].payload.parse(payload) }]
  })
  if (companyId === undefined || told.length === 0) return []
  const listeners = await scope.sql<{ id: string; eventTypes: EventType[] }>(
    'integrations.listeners',
    'SELECT id, event_types AS "eventTypes" FROM webhook_endpoints WHERE company_id = $1 AND enabled AND deleted_at IS NULL',
    [companyId],
  )
  // Of a member the plan is known; whoever else acted (a job, a client by a link) came without one.
  if (listeners.length === 0 || (actor?.kind !== 'member' && !(await isTelling(scope, companyId)))) return []
  const runs: Run[] = []
  for (const { type, data } of told) {
    const wanting = listeners.filter((one) => one.eventTypes.includes(type)).map(({ id }) => id)
    if (wanting.length > 0) runs.push(...(await writeMessages(scope, companyId, { type, data }, wanting)))
  }
  return runs
}

/** One event and a delivery of it for each address. */
export async function writeMessages(
  scope: Pick<Scope, 'sql' | 'now'>,
  companyId: string,
  event: { type: string; data: object },
  endpointIds: readonly string[],
): Promise<Run[]> {
  const deliveries = endpointIds.map((endpointId) => ({ id: newId(), endpointId }))
  await scope.sql(
    'integrations.writeMessages',
    `WITH happened AS (INSERT INTO webhook_events (company_id, id, type, occurred_at, data) VALUES ($1, $2, $3, $4, $5) RETURNING id)
     INSERT INTO webhook_deliveries (company_id, id, endpoint_id, event_id, next_attempt_at, created_at)
     SELECT $1, d.id, d."endpointId", happened.id, $4, $4 FROM happened, jsonb_to_recordset($6) AS d (id uuid, "endpointId" uuid)`,
    [companyId, newId(), event.type, scope.now, JSON.stringify(event.data), JSON.stringify(deliveries)],
  )
  return deliveries.map(({ id }) => ({ companyId, deliveryId: id }))
}
