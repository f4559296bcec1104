import { newId } from '#kernel/ids.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import type { Correction } from '../contract.ts'
import { invoiceCorrections } from './tables.ts'

/** Whether something took the place of an invoice; the database holds the same rule. */
export async function isCorrected(scope: Scope, invoiceId: string): Promise<boolean> {
  const [row] = await scope.sql<{ corrected: boolean }>(
    'creditNotes.isCorrected',
    'SELECT is_corrected($1, $2) AS corrected',
    [scope.companyId, invoiceId],
  )
  return row?.corrected ?? false
}

type NewCorrection = {
  documentId: string
  replacementId: string
  creditNoteId: string | null
  correctedOn: string
  clientNote: string | null
  movedRecords: number
}

/** Answers its id. The database refuses it unless all of the invoice is credited. */
export async function insertCorrection(scope: Scope, correction: NewCorrection): Promise<string> {
  const id = newId()
  await scope.tx
    .insert(invoiceCorrections)
    .values({ ...correction, id, companyId: scope.companyId, createdBy: authorOf(scope), createdAt: scope.now })
  return id
}

const shown = `c.id, c.replacement_id AS "replacementId", r.number AS "replacementNumber",
  CASE WHEN r.deleted_at IS NULL THEN r.state ELSE 'deleted' END AS "replacementState", c.credit_note_id AS "creditNoteId",
  c.corrected_on AS "correctedOn", c.client_note AS "clientNote", c.moved_records AS "movedRecords"`

/** The live replacement of an invoice, or the last one that was. */
export async function findCorrection(scope: Scope, invoiceId: string): Promise<Correction | undefined> {
  const [row] = await scope.sql<Correction>(
    'creditNotes.correction',
    `SELECT ${shown} FROM invoice_corrections c JOIN documents r ON r.company_id = c.company_id AND r.id = c.replacement_id
     WHERE c.company_id = $1 AND c.document_id = $2 ORDER BY c.created_at DESC, c.id DESC LIMIT 1`,
    [scope.companyId, invoiceId],
  )
  return row
}

/** The older invoice that this one replaces. */
export async function findCorrected(
  scope: Scope,
  replacementId: string,
): Promise<{ invoiceId: string; number: string; creditNoteId: string | null } | undefined> {
  const [row] = await scope.sql<{ invoiceId: string; number: string; creditNoteId: string | null }>(
    'creditNotes.corrected',
    `SELECT d.id AS "invoiceId", d.number, c.credit_note_id AS "creditNoteId"
     FROM invoice_corrections c JOIN documents d ON d.company_id = c.company_id AND d.id = c.document_id
     WHERE c.company_id = $1 AND c.replacement_id = $2`,
    [scope.companyId, replacementId],
  )
  return row
}
