import { and, eq } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import type { WriteOff } from '../contract.ts'
import { writeOffReversals, writeOffs } from './tables.ts'
import { shownReversal } from './to-credit-note.ts'

export type WriteOffRow = typeof writeOffs.$inferSelect
export type WriteOffReversalRow = typeof writeOffReversals.$inferSelect

/** Refuses `not_found`. A write-off does not change; only its reversal may be added. */
export async function loadWriteOff(scope: Scope, id: string): Promise<WriteOffRow> {
  const [row] = await scope.tx
    .select()
    .from(writeOffs)
    .where(and(eq(writeOffs.companyId, scope.companyId), eq(writeOffs.id, id)))
  if (!row) throw new Refusal('not_found')
  return row
}

export async function insertWriteOff(
  scope: Scope,
  row: Pick<WriteOffRow, 'id' | 'documentId' | 'clientId' | 'amountCents' | 'writtenOffOn' | 'reason'>,
): Promise<WriteOffRow> {
  const [inserted] = await scope.tx
    .insert(writeOffs)
    .values({ ...row, companyId: scope.companyId, createdBy: authorOf(scope), createdAt: scope.now })
    .returning()
  return present(inserted)
}

export async function findWriteOffReversal(scope: Scope, writeOffId: string): Promise<WriteOffReversalRow | undefined> {
  const of = writeOffReversals
  const [row] = await scope.tx
    .select()
    .from(of)
    .where(and(eq(of.companyId, scope.companyId), eq(of.writeOffId, writeOffId)))
  return row
}

export async function insertWriteOffReversal(
  scope: Scope,
  {
    id = newId(),
    ...reversal
  }: { id?: string | undefined; writeOffId: string; reversedOn: string; reason: string | null },
): Promise<WriteOffReversalRow> {
  const [row] = await scope.tx
    .insert(writeOffReversals)
    .values({ ...reversal, id, companyId: scope.companyId, createdBy: authorOf(scope), createdAt: scope.now })
    .returning()
  return present(row)
}

/** The write-offs of an invoice, oldest first, with what recovered them. */
export async function writeOffsOf(scope: Scope, invoiceId: string, invoiceNumber: string): Promise<WriteOff[]> {
  const rows = await scope.tx
    .select({ row: writeOffs, reversal: writeOffReversals })
    .from(writeOffs)
    .leftJoin(
      writeOffReversals,
      and(eq(writeOffReversals.companyId, writeOffs.companyId), eq(writeOffReversals.writeOffId, writeOffs.id)),
    )
    .where(and(eq(writeOffs.companyId, scope.companyId), eq(writeOffs.documentId, invoiceId)))
    .orderBy(writeOffs.createdAt, writeOffs.id)
    .limit(200)
  return rows.map(({ row, reversal }) => toWriteOff(row, invoiceNumber, reversal ?? undefined))
}

/** Rows as the contract shows a write-off. */
export function toWriteOff(row: WriteOffRow, invoiceNumber: string, reversal?: WriteOffReversalRow): WriteOff {
  const { id, documentId, clientId, writtenOffOn, amountCents, reason, createdAt } = row
  return {
    ...{ id, clientId, writtenOffOn, amountCents, reason, createdAt, invoiceNumber },
    invoiceId: documentId,
    reversal: reversal ? shownReversal(reversal) : null,
  }
}
