import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { timeEntries } from './tables.ts'
import { visible } from './visible-views.ts'

export type TimeEntryRow = typeof timeEntries.$inferSelect
export type NewTimeEntry = Omit<typeof timeEntries.$inferInsert, 'companyId' | 'createdAt' | 'updatedAt' | 'revision'>
type Change = Partial<Omit<TimeEntryRow, 'companyId' | 'id' | 'revision'>>

/** A living entry that the actor may see. Refuses `not_found`. */
export async function loadEntry(scope: Scope, id: string): Promise<TimeEntryRow> {
  const [found] = await scope.tx
    .select()
    .from(timeEntries)
    .where(and(visible(scope), eq(timeEntries.id, id)))
  if (!found) throw new Refusal('not_found')
  return found
}

/** The same, locked until the transaction ends. */
export async function loadEntryForUpdate(scope: Scope, id: string): Promise<TimeEntryRow> {
  const [found] = await loadEntriesForUpdate(scope, [id])
  return present(found)
}

/** All of them, locked in the order of their ids. One that the actor may not see is `not_found` for the whole call. */
export async function loadEntriesForUpdate(scope: Scope, ids: readonly string[]): Promise<TimeEntryRow[]> {
  const wanted = [...new Set(ids)]
  const rows = await scope.tx
    .select()
    .from(timeEntries)
    .where(and(visible(scope), inArray(timeEntries.id, wanted)))
    .orderBy(asc(timeEntries.id))
    .for('update')
  if (rows.length < wanted.length) throw new Refusal('not_found')
  return rows
}

/** A draft that its owner deleted. */
export async function loadDeletedForUpdate(scope: Scope, id: string, memberId: string): Promise<TimeEntryRow> {
  const [found] = await scope.tx
    .select()
    .from(timeEntries)
    .where(and(isThe(scope, id), eq(timeEntries.memberId, memberId), isNotNull(timeEntries.deletedAt)))
    .for('update')
  if (!found) throw new Refusal('not_found')
  return found
}

/** The member's entry that a run of the timer left, deleted since or not. */
export async function findEntryOfRun(scope: Scope, runId: string, memberId: string): Promise<TimeEntryRow | undefined> {
  const [found] = await scope.tx
    .select()
    .from(timeEntries)
    .where(and(isThe(scope, runId), eq(timeEntries.memberId, memberId)))
  return found
}

/** An id that is taken answers undefined and changes nothing. */
export async function insertEntryOnce(scope: Scope, entry: NewTimeEntry): Promise<TimeEntryRow | undefined> {
  const [row] = await scope.tx
    .insert(timeEntries)
    .values({ companyId: scope.companyId, ...entry, createdAt: scope.now, updatedAt: scope.now })
    .onConflictDoNothing()
    .returning()
  return row
}

/** Saves over a row that was loaded for update, as its next revision. */
export async function saveEntry(scope: Scope, before: TimeEntryRow, change: Change): Promise<TimeEntryRow> {
  const [row] = await scope.tx
    .update(timeEntries)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(isThe(scope, before.id))
    .returning()
  return present(row)
}

/** The same change to all of them, in one statement. */
export async function saveEntries(
  scope: Scope,
  rows: readonly TimeEntryRow[],
  change: Change,
): Promise<TimeEntryRow[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  return scope.tx
    .update(timeEntries)
    .set({ ...change, revision: sql`${timeEntries.revision} + 1`, updatedAt: scope.now })
    .where(and(eq(timeEntries.companyId, scope.companyId), inArray(timeEntries.id, ids)))
    .returning()
}

const isThe = (scope: Scope, id: string) => and(eq(timeEntries.companyId, scope.companyId), eq(timeEntries.id, id))
