import type { Instant } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { type House, writeDown } from '#platform/runner.ts'
import { openScope, type Scope } from '#platform/scope.ts'
import { type Anchor, findAnchor, macOf } from './anchor.ts'
import { verifyAudit } from './verify-audit.ts'

const batch = 1000
const system = { kind: 'system', name: 'Prune' } as const

/** What can go: events up to a place in the chain. `fault`: nothing, for the chain is broken and evidence stays. */
export type Pruned = { events: number; through: Instant | null; fault: string | null }

// The chain is cut between two rounds of sealing, before the first event that is young enough to stay; the newest round
// stays whatever its age, so that the chain goes on from something.
const cut = `
  WITH first_kept AS (
    SELECT s.seq, s.sealed_at FROM audit_seals s JOIN audit_events e ON e.company_id = s.company_id AND e.id = s.event_id
    WHERE s.company_id = $1 AND e.occurred_at >= $2 ORDER BY s.seq LIMIT 1
  ), newest AS (
    SELECT seq, sealed_at FROM audit_seals WHERE company_id = $1 ORDER BY seq DESC LIMIT 1
  ), kept AS (SELECT * FROM first_kept UNION ALL SELECT * FROM newest ORDER BY seq LIMIT 1)
  SELECT s.seq, s.hash,
         (SELECT max(e.occurred_at) FROM audit_seals t JOIN audit_events e ON e.company_id = t.company_id AND e.id = t.event_id
          WHERE t.company_id = $1 AND t.seq <= s.seq) AS through
  FROM audit_seals s, kept WHERE s.company_id = $1 AND s.seq < kept.seq AND s.sealed_at < kept.sealed_at
  ORDER BY s.seq DESC LIMIT 1`

/**
 * Takes the oldest part of a company's log away, whole rounds of sealing that are older than `before`; what is left is
 * proved from the anchor on. `house` has the owner's connections: the application cannot. Without `really` it only counts.
 */
export async function pruneAudit(
  house: House,
  companyId: string,
  { before, really }: { before: Instant; really: boolean },
): Promise<Pruned> {
  const options = { ...house, origin: { requestId: `prune-${newId()}` }, mode: 'write' } as const
  const inside = <A>(work: (scope: Scope) => Promise<A>) => openScope(options, companyId, system, work)
  const found = await inside(async (scope): Promise<Pruned> => {
    const { fault, seq: last } = await verifyAudit(scope)
    if (fault) return { events: 0, through: null, fault }
    const [to] = await scope.sql<Omit<Anchor, 'mac'>>('audit.cut', cut, [companyId, before])
    const from = await findAnchor(scope)
    if (!to || to.seq > last) return { events: 0, through: null, fault: null }
    const pruned = { events: to.seq - (from?.seq ?? 0), through: to.through, fault: null }
    if (really) await anchorAt(scope, to, pruned)
    return pruned
  })
  if (really && !found.fault) while ((await inside(removeBatch)) === batch);
  return found
}

async function anchorAt(scope: Scope, to: Omit<Anchor, 'mac'>, pruned: Pruned): Promise<void> {
  await scope.sql(
    'audit.addAnchor',
    'INSERT INTO audit_anchors (company_id, seq, hash, through, mac, made_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [scope.companyId, to.seq, to.hash, to.through, macOf(scope, to), scope.now],
  )
  await writeDown(scope, 'audit.prune', { events: pruned.events, through: pruned.through })
}

/** What lies before the anchor; also what an earlier round that was cut short has left. */
async function removeBatch(scope: Scope): Promise<number> {
  const anchor = await findAnchor(scope)
  if (!anchor) return 0
  const gone = await scope.sql(
    'audit.removePruned',
    `WITH places AS (
       DELETE FROM audit_seals s WHERE s.company_id = $1 AND s.seq IN (
         SELECT seq FROM audit_seals WHERE company_id = $1 AND seq <= $2 ORDER BY seq LIMIT $3)
       RETURNING s.event_id
     )
     DELETE FROM audit_events e USING places WHERE e.company_id = $1 AND e.id = places.event_id RETURNING e.id`,
    [scope.companyId, anchor.seq, batch],
  )
  return gone.length
}
