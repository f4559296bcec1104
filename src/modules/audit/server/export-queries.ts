import { and, asc, eq, sql } from 'drizzle-orm'
import { neutraliseCell } from '#kernel/csv.ts'
import type { Scope } from '#platform/scope.ts'
import { type Filters, inFull, wanted } from './queries.ts'
import type { Naming } from './subject-names.ts'
import { auditEvents } from './tables.ts'

const batch = 1000

const columns = [...Object.keys(inFull), 'subjectName', 'subjectGone']

/** Oldest first, batch by batch, so that a log of any length needs the memory of one batch. */
export async function* exportEvents(
  scope: Scope,
  named: Naming,
  filters: Filters,
  format: 'csv' | 'json',
): AsyncIterable<string> {
  const filtered = and(eq(auditEvents.companyId, scope.companyId), ...(await wanted(scope, filters)))
  if (format === 'csv') yield `${columns.join(',')}\r\n`
  let last = { occurredAt: '-infinity', id: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const after = sql`(${auditEvents.occurredAt}, ${auditEvents.id}) > (${last.occurredAt}::timestamptz, ${last.id}::uuid)`
    const rows = await scope.tx
      .select(inFull)
      .from(auditEvents)
      .where(and(filtered, after))
      .orderBy(asc(auditEvents.occurredAt), asc(auditEvents.id))
      .limit(batch)
    if (rows.length > 0) {
      const events = await named(scope, rows)
      yield events.map((event) => (format === 'csv' ? csvLine(event) : `${JSON.stringify(event)}\n`)).join('')
    }
    last = rows.at(-1) ?? last
    if (rows.length < batch) return
  }
}

function csvLine(event: { [column: string]: unknown }): string {
  return `${columns.map((column) => cell(event[column])).join(',')}\r\n`
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = neutraliseCell(typeof value === 'string' ? value : JSON.stringify(value))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
