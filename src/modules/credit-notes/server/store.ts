import { and, eq, isNull } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import { creditNoteLines, creditNoteReversals, creditNotes } from './tables.ts'

export type CreditNoteRow = typeof creditNotes.$inferSelect
export type LineRow = Omit<typeof creditNoteLines.$inferSelect, 'companyId' | 'creditNoteId'>
export type ReversalRow = typeof creditNoteReversals.$inferSelect
/** What a save of a draft writes. */
export type DraftFields = Pick<CreditNoteRow, 'issuedOn' | 'reason' | 'subtotalCents' | 'taxCents' | 'totalCents'>
export type NewNote = DraftFields & Pick<CreditNoteRow, 'id' | 'documentId' | 'clientId'>

const living = (scope: Scope, id: string) =>
  and(eq(creditNotes.companyId, scope.companyId), eq(creditNotes.id, id), isNull(creditNotes.deletedAt))

/** Refuses `not_found`. */
export async function loadNote(scope: Scope, id: string): Promise<CreditNoteRow> {
  const [row] = await scope.tx.select().from(creditNotes).where(living(scope, id))
  if (!row) throw new Refusal('not_found')
  return row
}

/** The same, locked until the transaction ends. Lock client and invoice before it. */
export async function loadNoteForUpdate(scope: Scope, id: string): Promise<CreditNoteRow> {
  const [row] = await scope.tx.select().from(creditNotes).where(living(scope, id)).for('no key update')
  if (!row) throw new Refusal('not_found')
  return row
}

/** The lines of a note in their order. */
export async function loadNoteLines(scope: Scope, id: string): Promise<LineRow[]> {
  const { companyId: _company, creditNoteId: _note, ...shown } = lineColumns
  return scope.tx
    .select(shown)
    .from(creditNoteLines)
    .where(and(eq(creditNoteLines.companyId, scope.companyId), eq(creditNoteLines.creditNoteId, id)))
    .orderBy(creditNoteLines.position)
}

const lineColumns = {
  companyId: creditNoteLines.companyId,
  creditNoteId: creditNoteLines.creditNoteId,
  id: creditNoteLines.id,
  position: creditNoteLines.position,
  documentLineId: creditNoteLines.documentLineId,
  name: creditNoteLines.name,
  description: creditNoteLines.description,
  subtotalCents: creditNoteLines.subtotalCents,
  taxCents: creditNoteLines.taxCents,
  totalCents: creditNoteLines.totalCents,
}

export async function insertNote(scope: Scope, note: NewNote, lines: readonly LineRow[]): Promise<CreditNoteRow> {
  const { companyId, now } = scope
  const [row] = await scope.tx
    .insert(creditNotes)
    .values({
      ...note,
      companyId,
      state: 'draft',
      arAppliedCents: 0,
      creditedCents: 0,
      revision: 1,
      createdBy: authorOf(scope),
      createdAt: now,
      updatedAt: now,
    })
    .returning()
  await insertLines(scope, note.id, lines)
  return present(row)
}

/** Saves over a draft that was loaded for update, as its next revision; its lines are replaced. */
export async function saveNote(
  scope: Scope,
  note: CreditNoteRow,
  fields: DraftFields,
  lines: readonly LineRow[] | undefined,
): Promise<CreditNoteRow> {
  if (lines) {
    const of = creditNoteLines
    await scope.tx.delete(of).where(and(eq(of.companyId, scope.companyId), eq(of.creditNoteId, note.id)))
    await insertLines(scope, note.id, lines)
  }
  return change(scope, note, fields)
}

async function insertLines(scope: Scope, creditNoteId: string, lines: readonly LineRow[]): Promise<void> {
  if (lines.length === 0) return
  await scope.tx
    .insert(creditNoteLines)
    .values(lines.map((line) => ({ ...line, companyId: scope.companyId, creditNoteId })))
}

/** What posting and deleting write. */
type Moved = Partial<
  Pick<
    CreditNoteRow,
    | 'state'
    | 'number'
    | 'numberPeriod'
    | 'numberSeq'
    | 'issuedOn'
    | 'arAppliedCents'
    | 'creditedCents'
    | 'postedAt'
    | 'deletedAt'
  >
>

export async function change(
  scope: Scope,
  note: CreditNoteRow,
  fields: Partial<DraftFields> | Moved,
): Promise<CreditNoteRow> {
  const [row] = await scope.tx
    .update(creditNotes)
    .set({ ...fields, revision: note.revision + 1, updatedAt: scope.now })
    .where(and(eq(creditNotes.companyId, scope.companyId), eq(creditNotes.id, note.id)))
    .returning()
  return present(row)
}

export async function findNoteReversal(scope: Scope, creditNoteId: string): Promise<ReversalRow | undefined> {
  const of = creditNoteReversals
  const [row] = await scope.tx
    .select()
    .from(of)
    .where(and(eq(of.companyId, scope.companyId), eq(of.creditNoteId, creditNoteId)))
  return row
}

export async function insertNoteReversal(
  scope: Scope,
  reversal: { id: string | undefined; creditNoteId: string; reversedOn: string; reason: string | null },
): Promise<ReversalRow> {
  const [row] = await scope.tx
    .insert(creditNoteReversals)
    .values({
      ...reversal,
      id: reversal.id ?? newId(),
      companyId: scope.companyId,
      createdBy: authorOf(scope),
      createdAt: scope.now,
    })
    .returning()
  return present(row)
}
