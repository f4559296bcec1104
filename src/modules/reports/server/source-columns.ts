import { type SourceFacts, sourceLabel } from '../domain/source.ts'

/**
 * What the entry `e` came from, row by row over the primary keys of the few tables that post. `LIMIT 1` keeps the
 * planner from hashing whole tables for one page; CASE stands for coalesce, which PostgreSQL does not count as
 * leakproof and so, behind row-level security, never looks up in an index.
 */
export const sourceJoins = `
  LEFT JOIN LATERAL (SELECT r.application_id FROM credit_application_reversals r
    WHERE r.company_id = e.company_id AND r.id = e.source_id LIMIT 1) cr ON e.source_type = 'credit_application_reversal'
  LEFT JOIN LATERAL (SELECT c.document_id FROM credit_applications c
    WHERE c.company_id = e.company_id AND c.id = CASE WHEN cr.application_id IS NULL THEN e.source_id ELSE cr.application_id END LIMIT 1) ca ON e.source_type IN ('credit_application', 'credit_application_reversal')
  LEFT JOIN LATERAL (SELECT r.payment_id FROM payment_reversals r
    WHERE r.company_id = e.company_id AND r.id = e.source_id LIMIT 1) pr ON e.source_type = 'payment_reversal'
  LEFT JOIN LATERAL (SELECT r.payment_id FROM payment_refunds r
    WHERE r.company_id = e.company_id AND r.id = e.source_id LIMIT 1) rf ON e.source_type = 'payment_refund'
  LEFT JOIN LATERAL (SELECT o.source_type, o.source_id FROM journal_entries o
    WHERE o.company_id = e.company_id AND o.id = e.reverses_entry_id LIMIT 1) ro ON e.source_type = 'reversal'
  LEFT JOIN LATERAL (SELECT f.payment_id FROM payment_fees f
    WHERE f.company_id = e.company_id AND f.id = CASE WHEN ro.source_id IS NULL THEN e.source_id ELSE ro.source_id END LIMIT 1) pf ON e.source_type = 'payment_fee' OR ro.source_type = 'payment_fee'
  LEFT JOIN LATERAL (SELECT p.id, p.method, p.reference FROM payments p
    WHERE p.company_id = e.company_id AND p.id = CASE WHEN pr.payment_id IS NOT NULL THEN pr.payment_id WHEN rf.payment_id IS NOT NULL THEN rf.payment_id
      WHEN pf.payment_id IS NOT NULL THEN pf.payment_id ELSE e.source_id END LIMIT 1) p ON e.source_type IN ('payment', 'payment_reversal', 'payment_refund', 'payment_fee') OR ro.source_type = 'payment_fee'
  LEFT JOIN LATERAL (SELECT r.credit_note_id FROM credit_note_reversals r
    WHERE r.company_id = e.company_id AND r.id = e.source_id LIMIT 1) nr ON e.source_type = 'credit_note_reversal'
  LEFT JOIN LATERAL (SELECT n.id, n.number FROM credit_notes n
    WHERE n.company_id = e.company_id AND n.id = CASE WHEN nr.credit_note_id IS NULL THEN e.source_id ELSE nr.credit_note_id END LIMIT 1) n ON e.source_type IN ('credit_note', 'credit_note_reversal')
  LEFT JOIN LATERAL (SELECT r.write_off_id FROM write_off_reversals r
    WHERE r.company_id = e.company_id AND r.id = e.source_id LIMIT 1) wr ON e.source_type = 'invoice_write_off_reversal'
  LEFT JOIN LATERAL (SELECT w.document_id FROM write_offs w
    WHERE w.company_id = e.company_id AND w.id = CASE WHEN wr.write_off_id IS NULL THEN e.source_id ELSE wr.write_off_id END LIMIT 1) w ON e.source_type IN ('invoice_write_off', 'invoice_write_off_reversal')
  LEFT JOIN LATERAL (SELECT x.id, (SELECT m.name FROM merchants m WHERE m.company_id = x.company_id AND m.id = x.merchant_id) AS merchant FROM expenses x
    WHERE x.company_id = e.company_id AND x.id = CASE WHEN ro.source_id IS NULL THEN e.source_id ELSE ro.source_id END LIMIT 1) xe ON e.source_type = 'expense' OR ro.source_type = 'expense'
  LEFT JOIN LATERAL (SELECT b.id FROM expense_reimbursements b
    WHERE b.company_id = e.company_id AND b.id = CASE WHEN ro.source_id IS NULL THEN e.source_id ELSE ro.source_id END LIMIT 1) xb ON e.source_type = 'expense_reimbursement' OR ro.source_type = 'expense_reimbursement'
  LEFT JOIN LATERAL (SELECT d.id, d.number FROM documents d
    WHERE d.company_id = e.company_id AND d.id = CASE WHEN ca.document_id IS NOT NULL THEN ca.document_id WHEN w.document_id IS NOT NULL THEN w.document_id ELSE e.source_id END LIMIT 1) d
    ON e.source_type IN ('invoice', 'invoice_void', 'credit_application', 'credit_application_reversal', 'invoice_write_off', 'invoice_write_off_reversal')
  LEFT JOIN LATERAL (SELECT b.id, b.number, b.vendor_id FROM bills b
    WHERE b.company_id = e.company_id AND b.id = e.source_id LIMIT 1) bl ON e.source_type IN ('bill', 'bill_void')
  LEFT JOIN LATERAL (SELECT r.payment_id FROM bill_payment_reversals r
    WHERE r.company_id = e.company_id AND r.id = e.source_id LIMIT 1) br ON e.source_type = 'bill_payment_reversal'
  LEFT JOIN LATERAL (SELECT p.id, p.vendor_id FROM bill_payments p
    WHERE p.company_id = e.company_id AND p.id = CASE WHEN br.payment_id IS NULL THEN e.source_id ELSE br.payment_id END LIMIT 1) bp ON e.source_type IN ('bill_payment', 'bill_payment_reversal')
  LEFT JOIN LATERAL (SELECT v.name FROM vendors v
    WHERE v.company_id = e.company_id AND v.id = CASE WHEN bl.vendor_id IS NULL THEN bp.vendor_id ELSE bl.vendor_id END LIMIT 1) v ON e.source_type IN ('bill', 'bill_void', 'bill_payment', 'bill_payment_reversal')`

/** Names of the line `l`. */
export const clientName =
  '(SELECT c.display_name FROM clients c WHERE c.company_id = l.company_id AND c.id = l.client_id)'
export const projectName = '(SELECT j.name FROM projects j WHERE j.company_id = l.company_id AND j.id = l.project_id)'

export const sourceColumns = `
  e.source_type AS "sourceType", e.source_id AS "sourceId", d.id AS "documentId", d.number AS "documentNumber",
  p.id AS "paymentId", p.method AS "paymentMethod", p.reference AS "paymentReference",
  n.id AS "creditNoteId", n.number AS "creditNoteNumber",
  bl.id AS "billId", bl.number AS "billNumber", bp.id AS "billPaymentId", v.name AS "vendorName",
  xe.id AS "expenseId", xe.merchant AS "merchantName", xb.id AS "reimbursementId"`

export type SourceColumns = SourceFacts & {
  sourceId: string
  documentId: string | null
  paymentId: string | null
  creditNoteId: string | null
  billId: string | null
  billPaymentId: string | null
  expenseId: string | null
  reimbursementId: string | null
}

/** The source as the API answers it, and the row without its columns. */
export function takeSource<Row extends SourceColumns>(row: Row) {
  const { sourceType, sourceId, documentId, documentNumber, paymentId, paymentMethod, paymentReference, ...others } =
    row
  const { creditNoteId, creditNoteNumber, billId, billNumber, billPaymentId, vendorName, ...more } = others
  const { expenseId, reimbursementId, merchantName, ...rest } = more
  const label = sourceLabel({
    ...{ sourceType, documentNumber, paymentMethod, paymentReference, creditNoteNumber },
    ...{ billNumber, vendorName, merchantName },
  })
  const places = { documentId, paymentId, creditNoteId, billId, billPaymentId, expenseId, reimbursementId }
  return { ...rest, source: { type: sourceType, id: sourceId, label, ...places } }
}
