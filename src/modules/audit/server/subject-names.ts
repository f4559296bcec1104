import type { Subject } from '#platform/database/subject.ts'
import type { Scope } from '#platform/scope.ts'
import type * as contract from '../contract.ts'

type About = Pick<contract.AuditEvent, 'subjectType' | 'subjectId'>
type Named = Pick<contract.AuditEvent, 'subjectName' | 'subjectGone'>
type Found = { kind: number; id: string; name: string | null; gone: boolean }

/** Gives events the names of the records that they are about, as they are called now: in one statement for all of them. */
export type Naming = <E extends About>(scope: Scope, events: readonly E[]) => Promise<(E & Named)[]>

/** One statement over all kinds of records; of what a page does not speak of it looks for nothing. */
export function namingOf(subjects: readonly Subject[]): Naming {
  const kindOf = new Map(subjects.flatMap(({ types }, kind) => types.map((type) => [type, kind] as const)))
  const parts = subjects.map(
    ({ table, name, gone = 'false' }, kind) =>
      `SELECT ${kind} AS kind, d.id, (${name}) AS name, ${gone} AS gone FROM ${table} d
       WHERE d.company_id = $1 AND d.id = ANY ($${kind + 2}::uuid[])`,
  )
  const text = parts.join(' UNION ALL ')
  const placeOf = ({ subjectType, subjectId }: About) => `${kindOf.get(subjectType ?? '')} ${subjectId}`
  return async (scope, events) => {
    const ids = subjects.map(() => new Set<string>())
    for (const { subjectType, subjectId } of events) {
      const kind = kindOf.get(subjectType ?? '')
      if (kind !== undefined && subjectId !== null) ids[kind]?.add(subjectId)
    }
    const rows = await scope.sql<Found>('audit.subjectNames', text, [scope.companyId, ...ids.map((one) => [...one])])
    const found = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]))
    return events.map((event) => {
      const { name = null, gone = false } = found.get(placeOf(event)) ?? {}
      return { ...event, subjectName: name, subjectGone: gone }
    })
  }
}
