import { and, eq, isNull } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { collectionNotes as notes } from './tables.ts'

export type NoteRow = typeof notes.$inferSelect

export async function insertNote(
  scope: Scope,
  note: Pick<NoteRow, 'id' | 'clientId' | 'body' | 'followUpOn'>,
): Promise<NoteRow> {
  const [row] = await scope.tx
    .insert(notes)
    .values({
      ...{ companyId: scope.companyId, ...note, authorName: scope.actor.name },
      ...{ createdAt: scope.now, updatedAt: scope.now },
    })
    .returning()
  return present(row)
}

export async function loadNoteForUpdate(scope: Scope, id: string): Promise<NoteRow> {
  const [row] = await scope.tx
    .select()
    .from(notes)
    .where(and(eq(notes.companyId, scope.companyId), eq(notes.id, id), isNull(notes.deletedAt)))
    .for('update')
  if (!row) throw new Refusal('not_found')
  return row
}

/** Saves over the row that was loaded for update, as its next revision. */
export async function saveNote(scope: Scope, before: NoteRow, change: Partial<NoteRow>): Promise<NoteRow> {
  const [row] = await scope.tx
    .update(notes)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(and(eq(notes.companyId, scope.companyId), eq(notes.id, before.id)))
    .returning()
  return present(row)
}
