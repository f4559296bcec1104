import { type SourceFacts, sourceLabel } from '../domain/source.ts'

/** What the entry `e` came from: joins on the primary keys of the few tables that post, and the columns to show. */
export const sourceJoins = `
  LEFT JOIN credit_applications ca ON e.source_type = 'credit_application' AND ca.company_id = e.company_id AND ca.id = e.source_id
  LEFT JOIN payment_reversals pr ON e.source_type = 'payment_reversal' AND pr.company_id = e.company_id AND pr.id = e.source_id
  LEFT JOIN payments p ON e.source_type IN ('payment', 'payment_reversal') AND p.company_id = e.company_id AND p.id = coalesce(pr.payment_id, e.source_id)
  LEFT JOIN documents d ON e.source_type IN ('invoice', 'invoice_void', 'credit_application') AND d.company_id = e.company_id AND d.id = coalesce(ca.document_id, e.source_id)`

export const sourceColumns = `
  e.source_type AS "sourceType", e.source_id AS "sourceId", d.id AS "documentId", d.number AS "documentNumber",
  p.id AS "paymentId", p.method AS "paymentMethod", p.reference AS "paymentReference"`

export type SourceColumns = SourceFacts & { sourceId: string; documentId: string | null; paymentId: string | null }

/** The source as the API answers it, and the row without its columns. */
export function takeSource<Row extends SourceColumns>(row: Row) {
  const { sourceType, sourceId, documentId, documentNumber, paymentId, paymentMethod, paymentReference, ...rest } = row
  const label = sourceLabel({ sourceType, documentNumber, paymentMethod, paymentReference })
  return { ...rest, source: { type: sourceType, id: sourceId, label, documentId, paymentId } }
}
