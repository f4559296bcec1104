import { z } from 'zod'
import { addSeconds, type Instant } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { execute, type House } from '#platform/runner.ts'
import type { Scope } from '#platform/scope.ts'
import { chained, chainStart, type SealedEntry, sealVersion } from './chain.ts'

const system = { kind: 'system', name: 'Seal' } as const
const pageSize = 1000
/** No act lasts that long: what was posted before is committed and seen. */
const settledAfterSeconds = 15 * 60

type Seal = { seq: number; postedBefore: Instant; hash: string }
type Row = SealedEntry & { postedAt: Instant }

const select = `
  SELECT e.id, e.entry_date AS "entryDate", e.source_type AS "sourceType", e.source_id AS "sourceId",
    e.reverses_entry_id AS "reversesEntryId", e.memo, e.posted_at AS "postedAt",
    (SELECT jsonb_agg(jsonb_build_object('accountId', l.account_id, 'cents', l.debit_cents - l.credit_cents,
       'clientId', l.client_id, 'projectId', l.project_id, 'memo', l.memo) ORDER BY l.line_no)
     FROM journal_lines l WHERE l.company_id = e.company_id AND l.entry_id = e.id) AS lines
  FROM journal_entries e
  WHERE e.company_id = $1 AND (e.posted_at, e.id) > ($2::timestamptz, $3::uuid) AND e.posted_at < $4::timestamptz
  ORDER BY e.posted_at, e.id LIMIT $5`

/** Adds one link to the chain over the journal, when something was posted since the last. */
const addSeal = command({
  name: 'closing.sealJournal',
  needs: 'financials:read',
  input: z.object({}),
  async run(scope) {
    const last = await lastSeal(scope)
    const before = addSeconds(scope.now, -settledAfterSeconds)
    const next = await chainOn(scope, last, before)
    if (next.entries > 0)
      await scope.sql(
        'closing.addSeal',
        `INSERT INTO journal_seals (company_id, seq, posted_before, entries, hash, sealed_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [scope.companyId, last.seq + 1, before, next.entries, next.hash, scope.now, sealVersion],
      )
    return { entries: next.entries }
  },
})

/** Seals what was posted and has settled; two at once make one link (the second waits and finds nothing). */
export async function sealJournal(house: House, companyId: string): Promise<void> {
  await execute(house, addSeal, { companyId, actor: system, origin: { requestId: `seal-${newId()}` } }, {})
}

async function lastSeal(scope: Scope): Promise<Seal> {
  await scope.sql('closing.lockSeals', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [
    `seal:${scope.companyId}`,
  ])
  const [seal] = await scope.sql<Seal>(
    'closing.lastSeal',
    `SELECT seq, posted_before AS "postedBefore", hash FROM journal_seals WHERE company_id = $1 ORDER BY seq DESC LIMIT 1`,
    [scope.companyId],
  )
  return seal ?? { seq: 0, postedBefore: '0001-01-01T00:00:00.000000Z', hash: chainStart }
}

async function chainOn(scope: Scope, last: Seal, before: Instant): Promise<{ entries: number; hash: string }> {
  let { hash } = last
  let entries = 0
  let from = { postedAt: last.postedBefore, id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const rows = await scope.sql<Row>('closing.entriesToSeal', select, [
      scope.companyId,
      from.postedAt,
      from.id,
      before,
      pageSize,
    ])
    for (const row of rows) hash = chained(hash, row)
    entries += rows.length
    from = rows.at(-1) ?? from
    if (rows.length < pageSize) return { entries, hash }
  }
}
