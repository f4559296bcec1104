import { type SQL, sql } from 'drizzle-orm'
import { assert, present } from '#kernel/assert.ts'
import type { Instant } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { refusals } from '#kernel/refusals.ts'
import type { Deletable } from '#platform/database/deletable.ts'
import { containing, keyset } from '#platform/database/keyset.ts'
import { command, query, type Route, route } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'

type Found = {
  id: string
  kind: contract.DeletedKind
  name: string
  deletedAt: Instant
  deletedBy: string | null
  sortValue: string
}

/** What was deleted, of all modules; the application says what they have. */
export const deletedRoutes = (deletables: readonly Deletable[]): Route[] => [
  route(contract.listDeletedRecords, listDeletedRecords(deletables)),
  route(contract.restoreRecord, restoreRecord(deletables)),
]

const listDeletedRecords = (deletables: readonly Deletable[]) =>
  query({
    name: 'deleted.list',
    needs: 'deleted:restore',
    input: contract.listDeletedRecords.input,
    async run(scope, { kind, q, ...input }) {
      const asked = deletables.filter((one) => kind === undefined || one.kind === kind)
      const order = { by: sql`d.deleted_at`, id: sql`d.id`, descending: true, type: 'timestamptz' } as const
      const page = keyset(`deleted ${kind ?? ''}`, order, input)
      const parts = asked.map((one) => partOf(scope, one))
      const words = q ? sql`AND lower(d.name) LIKE ${containing(q)}` : sql``
      // Who did it: the act in the log that bears the same instant.
      const { rows } = await scope.tx.execute<Found>(sql`
        SELECT d.kind, d.id, d.name, d.deleted_at AS "deletedAt", ${page.value} AS "sortValue",
               (SELECT e.actor_name FROM audit_events e
                WHERE e.company_id = ${scope.companyId} AND e.occurred_at = d.deleted_at
                  AND e.subject_type = d.subject AND (e.subject_id = d.id OR e.subject_id = d.under) LIMIT 1) AS "deletedBy"
        FROM (${sql.join(parts, sql` UNION ALL `)}) AS d
        WHERE ${page.after ?? sql`true`} ${words}
        ORDER BY d.deleted_at DESC, d.id DESC LIMIT ${page.limit}`)
      const { items, nextCursor } = page.finish(rows)
      const goneOf = new Map(deletables.map((one) => [one.kind, one.gone ? refusals[one.gone].text : null]))
      return { items: items.map((item) => ({ ...item, gone: goneOf.get(item.kind) ?? null })), nextCursor }
    },
  })

function partOf({ companyId }: Scope, one: Deletable): SQL {
  const under = one.under ?? 'NULL::uuid'
  return sql`(SELECT ${one.kind}::text AS kind, d.id, ${sql.raw(one.name)} AS name, d.deleted_at,
    ${sql.raw(one.subject)} AS subject, ${sql.raw(under)} AS under
    FROM ${sql.raw(one.table)} d WHERE d.company_id = ${companyId} AND d.deleted_at IS NOT NULL ${onlyOf(one)})`
}

const onlyOf = ({ only }: Deletable): SQL => (only ? sql`AND ${sql.raw(only)}` : sql``)

const restoreRecord = (deletables: readonly Deletable[]) =>
  command({
    name: 'deleted.restore',
    needs: 'deleted:restore',
    input: contract.restoreRecord.input,
    async run(scope, { kind, recordId }) {
      const one = present(
        deletables.find((candidate) => candidate.kind === kind),
        'every kind is declared by a module',
      )
      const before = await loadDeletedForUpdate(scope, one, recordId)
      if (one.gone) throw new Refusal(one.gone)
      await checkWithin(scope, one, recordId)
      const also = one.returns ? sql`, ${sql.raw(one.returns)}` : sql``
      const { rowCount } = await scope.tx.execute(sql`
        UPDATE ${sql.raw(one.table)} AS d SET deleted_at = NULL, revision = revision + 1, updated_at = ${scope.now} ${also}
        WHERE d.company_id = ${scope.companyId} AND d.id = ${recordId}`)
      assert(rowCount === 1, 'what was locked comes back')
      const after = { name: before.name, deletedAt: null }
      audit(scope, { subjectType: before.subject, subjectId: before.under ?? recordId, before, after })
      signal(scope, one.topic, recordId)
      return null
    },
  })

type Tombstone = { name: string; subject: string; under: string | null; deletedAt: Instant }

/** Refuses with `not_found`, also for what is there and was not deleted. */
async function loadDeletedForUpdate({ tx, companyId }: Scope, one: Deletable, id: string): Promise<Tombstone> {
  const { rows } = await tx.execute<Tombstone>(sql`
    SELECT ${sql.raw(one.name)} AS name, ${sql.raw(one.subject)} AS subject, ${sql.raw(one.under ?? 'NULL::uuid')} AS under,
           d.deleted_at AS "deletedAt"
    FROM ${sql.raw(one.table)} d
    WHERE d.company_id = ${companyId} AND d.id = ${id} AND d.deleted_at IS NOT NULL ${onlyOf(one)} FOR NO KEY UPDATE OF d`)
  const [found] = rows
  if (!found) throw new Refusal('not_found')
  return found
}

/** What it belongs to is there, and stays while it comes back. */
async function checkWithin({ tx, companyId }: Scope, one: Deletable, id: string): Promise<void> {
  for (const [column, table] of Object.entries(one.within)) {
    const { rows } = await tx.execute<{ gone: boolean }>(sql`
      SELECT p.deleted_at IS NOT NULL AS gone FROM ${sql.raw(table)} p
      WHERE p.company_id = ${companyId}
        AND p.id = (SELECT d.${sql.raw(column)} FROM ${sql.raw(one.table)} d WHERE d.company_id = ${companyId} AND d.id = ${id})
      FOR KEY SHARE OF p`)
    if (rows[0]?.gone) throw new Refusal('restore_parent_first', { parent: table.slice(0, -1) })
  }
}
