import type { Instant } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import type { House } from '#platform/runner.ts'
import { openScope, type Scope } from '#platform/scope.ts'
import { findAnchor, isGenuine } from './anchor.ts'
import { chainStart, linked } from './chain.ts'
import { said } from './seal-audit.ts'

const batch = 1000
const system = { kind: 'system', name: 'Seal' } as const

export type Verified = {
  /** How far the chain goes: places, the last hash, when the last event of it happened. */
  seq: number
  hash: string
  through: Instant | null
  /** The first event that is not as it was sealed, and what is wrong with it; null when all are. */
  brokenEventId: string | null
  fault: 'changed' | 'missing' | 'cut_off' | 'anchor' | null
}

type Link = { seq: number; hash: string; eventId: string; occurredAt: Instant | null; said: string | null }

const links = `
  SELECT s.seq, s.hash, s.event_id AS "eventId", e.occurred_at AS "occurredAt", CASE WHEN e.id IS NOT NULL THEN ${said} END AS said
  FROM audit_seals s LEFT JOIN audit_events e ON e.company_id = s.company_id AND e.id = s.event_id
  WHERE s.company_id = $1 AND s.seq > $2 ORDER BY s.seq LIMIT $3`

/**
 * Reckons the whole chain anew, from its first event, or from the anchor of what was pruned, to the last, and stops at the
 * first that is not as it was.
 */
export async function verifyAudit(scope: Scope): Promise<Verified> {
  let so: Verified = { seq: 0, hash: chainStart, through: null, brokenEventId: null, fault: null }
  const broken = (fault: Verified['fault'], brokenEventId: string | null) => ({ ...so, fault, brokenEventId })
  const anchor = await findAnchor(scope)
  if (anchor && !isGenuine(scope, anchor)) return broken('anchor', null)
  if (anchor) so = { ...so, seq: anchor.seq, hash: anchor.hash, through: anchor.through }
  for (;;) {
    const rows = await scope.sql<Link>('audit.links', links, [scope.companyId, so.seq, batch])
    for (const row of rows) {
      if (row.seq !== so.seq + 1 || row.said === null) return broken('missing', row.said === null ? row.eventId : null)
      const hash = linked(so.hash, row.said)
      if (hash !== row.hash) return broken('changed', row.eventId)
      so = { ...so, seq: row.seq, hash, through: row.occurredAt }
    }
    if (rows.length < batch) break
  }
  return (await isCutOff(scope, so)) ? broken('cut_off', null) : so
}

/** A chain whose end was taken away is whole in itself; but it was longer when somebody looked before. */
async function isCutOff(scope: Scope, { seq, hash }: Verified): Promise<boolean> {
  const [before] = await scope.sql<{ seq: number; hash: string }>(
    'audit.longestCheck',
    'SELECT seq, hash FROM audit_checks WHERE company_id = $1 AND fault IS NULL ORDER BY seq DESC, id LIMIT 1',
    [scope.companyId],
  )
  return before !== undefined && (before.seq > seq || (before.seq === seq && before.hash !== hash))
}

/** Verifies, and writes down what was found for the screen of the log. */
export async function checkAudit(house: House, companyId: string): Promise<Verified> {
  const options = { ...house, origin: { requestId: `check-${newId()}` }, mode: 'write' } as const
  return openScope(options, companyId, system, async (scope) => {
    const found = await verifyAudit(scope)
    await scope.sql(
      'audit.addCheck',
      `INSERT INTO audit_checks (company_id, id, checked_at, seq, hash, through, broken_event_id, fault)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [scope.companyId, newId(), scope.now, found.seq, found.hash, found.through, found.brokenEventId, found.fault],
    )
    return found
  })
}
