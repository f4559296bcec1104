import { addSeconds } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import type { House } from '#platform/runner.ts'
import { openScope, type Scope } from '#platform/scope.ts'
import { chainStart, linked } from './chain.ts'

const batch = 1000
/** Looks back so far from the newest sealed event; an act that commits later than that is found by the nightly round. */
const lateSeconds = 24 * 3600
const system = { kind: 'system', name: 'Seal' } as const

/** All that an event says, in one text that its stored values alone decide; whatever is changed changes it. */
export const said = `jsonb_build_array(e.company_id, e.id, to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  e.actor_kind, e.actor_user_id, e.actor_name, e.action, e.subject_type, e.subject_id, e.before, e.after,
  e.request_id, e.ip_address, e.support_session_id, e.support_operator)::text`

// What has no place yet and can be seen, is committed: whatever is committed late finds its place in a later round.
const unsealed = `
  SELECT e.id, ${said} AS said FROM audit_events e
  WHERE e.company_id = $1 AND e.occurred_at >= $2
    AND NOT EXISTS (SELECT FROM audit_seals s WHERE s.company_id = e.company_id AND s.event_id = e.id)
  ORDER BY e.occurred_at, e.id LIMIT $3`

const latest = `
  SELECT s.seq, s.hash, e.occurred_at AS "occurredAt" FROM audit_seals s
  JOIN audit_events e ON e.company_id = s.company_id AND e.id = s.event_id
  WHERE s.company_id = $1 ORDER BY s.seq DESC LIMIT 1`

/**
 * Gives every event that has none its place in the chain; answers how many. `whole` looks through the whole log, else
 * through its last day. It is no command: sealing the log does not write into the log. Two at once wait for each other.
 */
export async function sealAudit(house: House, companyId: string, { whole }: { whole: boolean }): Promise<number> {
  const options = { ...house, origin: { requestId: `seal-${newId()}` }, mode: 'write' } as const
  let sealed = 0
  for (;;) {
    const added = await openScope(options, companyId, system, (scope) => addBatch(scope, whole))
    sealed += added
    if (added < batch) return sealed
  }
}

async function addBatch(scope: Scope, whole: boolean): Promise<number> {
  await scope.sql('audit.lockChain', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 2))', [
    `audit:${scope.companyId}`,
  ])
  const [last] = await scope.sql<{ seq: number; hash: string; occurredAt: string }>('audit.latestSeal', latest, [
    scope.companyId,
  ])
  const since = whole || !last ? '-infinity' : addSeconds(last.occurredAt, -lateSeconds)
  const events = await scope.sql<{ id: string; said: string }>('audit.unsealed', unsealed, [
    scope.companyId,
    since,
    batch,
  ])
  if (events.length === 0) return 0
  let hash = last?.hash ?? chainStart
  const hashes = events.map((event) => {
    hash = linked(hash, event.said)
    return hash
  })
  await scope.sql(
    'audit.addSeals',
    `INSERT INTO audit_seals (company_id, seq, event_id, hash, sealed_at)
     SELECT $1, $2 + n, id, hash, $5 FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS t (id, hash, n)`,
    [scope.companyId, last?.seq ?? 0, events.map(({ id }) => id), hashes, scope.now],
  )
  return events.length
}
