import type { Scope } from '#platform/scope.ts'
import type { Explained } from '../contract-explain.ts'

/** The posted credit notes of an invoice, reversed ones too. */
export async function loadCreditNotes(scope: Scope, invoiceId: string): Promise<Explained['creditNotes']> {
  return scope.sql(
    'documents.explainCreditNotes',
    `SELECT n.id AS "creditNoteId", n.number, n.issued_on AS "issuedOn", n.total_cents AS "totalCents", n.ar_applied_cents AS "appliedCents",
            r.reversed_on AS "reversedOn"
     FROM credit_notes n LEFT JOIN credit_note_reversals r ON r.company_id = n.company_id AND r.credit_note_id = n.id
     WHERE n.company_id = $1 AND n.document_id = $2 AND n.state = 'posted' AND n.deleted_at IS NULL ORDER BY n.issued_on, n.id`,
    [scope.companyId, invoiceId],
  )
}

/** The write-offs of an invoice, recovered ones too. */
export async function loadWriteOffs(scope: Scope, invoiceId: string): Promise<Explained['writeOffs']> {
  return scope.sql(
    'documents.explainWriteOffs',
    `SELECT w.id AS "writeOffId", w.written_off_on AS "writtenOffOn", w.amount_cents AS "amountCents", w.reason, r.reversed_on AS "reversedOn"
     FROM write_offs w LEFT JOIN write_off_reversals r ON r.company_id = w.company_id AND r.write_off_id = w.id
     WHERE w.company_id = $1 AND w.document_id = $2 ORDER BY w.written_off_on, w.id`,
    [scope.companyId, invoiceId],
  )
}
