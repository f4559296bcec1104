import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { eachCompany } from '#platform/jobs/each-company.ts'
import type { House } from '#platform/runner.ts'
import { listCompanyIds, openScope, type Scope } from '#platform/scope.ts'

const batch = 1000
const system = { kind: 'system', name: 'Prune' } as const

// What still waits to be sent stays, however old it is.
const over = `SELECT id FROM webhook_deliveries WHERE company_id = $1 AND created_at < $2 AND state <> 'pending'`

/** Forgets what was sent to webhooks, when it is older than the setting says; answers how many deliveries. */
export async function pruneLogs(house: House, { really }: { really: boolean }): Promise<number> {
  let deliveries = 0
  await eachCompany(house, 'pruning the log of webhooks', await listCompanyIds(house, 'all'), async (companyId) => {
    deliveries += await pruneLog(house, companyId, { really })
  })
  return deliveries
}

/** The same in one company. */
export async function pruneLog(house: House, companyId: string, { really }: { really: boolean }): Promise<number> {
  const before = addSeconds(systemClock(), -24 * 3600 * house.outside.settings.retention.webhookLogDays)
  const origin = { requestId: `prune-${newId()}` }
  const inside = <A>(mode: 'read' | 'write', work: (scope: Scope) => Promise<A>) =>
    openScope({ ...house, origin, mode }, companyId, system, work)
  if (!really) return inside('read', (scope) => count(scope, before))
  let [deliveries, removed] = [0, 0]
  do {
    removed = await inside('write', (scope) => remove(scope, before))
    deliveries += removed
  } while (removed === batch)
  return deliveries
}

async function count(scope: Scope, before: string): Promise<number> {
  const [counted] = await scope.sql<{ n: number }>(
    'webhooks.countOld',
    `SELECT count(*)::int AS n FROM (${over}) AS o`,
    [scope.companyId, before],
  )
  return counted?.n ?? 0
}

async function remove(scope: Scope, before: string): Promise<number> {
  const { companyId } = scope
  const old = await scope.sql<{ id: string }>('webhooks.old', `${over} ORDER BY created_at LIMIT ${batch} FOR UPDATE`, [
    companyId,
    before,
  ])
  const ids = old.map(({ id }) => id)
  const gone = [companyId, ids]
  await scope.sql(
    'webhooks.forgetTries',
    'DELETE FROM webhook_attempts WHERE company_id = $1 AND delivery_id = ANY ($2::uuid[])',
    gone,
  )
  await scope.sql(
    'webhooks.forgetDeliveries',
    'DELETE FROM webhook_deliveries WHERE company_id = $1 AND id = ANY ($2::uuid[])',
    gone,
  )
  await scope.sql(
    'webhooks.forgetEvents',
    `DELETE FROM webhook_events e WHERE e.company_id = $1 AND e.occurred_at < $2
       AND NOT EXISTS (SELECT FROM webhook_deliveries d WHERE d.company_id = e.company_id AND d.event_id = e.id)`,
    [companyId, before],
  )
  return ids.length
}
