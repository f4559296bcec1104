/**
 * CTE `sold (kind, month, entry_date, record_id, document_id, line_id, catalog_item_id, name, quantity, taxed, cents)`: what
 * invoices sold and credit notes took back between $2 and $3, line by line and before tax, as known at $4. Together they
 * are the income that the entries of these documents posted.
 */
export const soldLines = `
  moved AS (
    SELECT e.source_type AS kind, e.source_id, e.entry_date FROM journal_entries e
    WHERE e.company_id = $1 AND e.entry_date BETWEEN $2::date AND $3::date
      AND e.source_type IN ('invoice', 'invoice_void', 'credit_note', 'credit_note_reversal')
      AND ($4::timestamptz IS NULL OR e.posted_at <= $4)
  ), noted AS (
    SELECT m.kind, m.entry_date, n.id, n.document_id, -1 AS sign FROM moved m
    JOIN credit_notes n ON n.company_id = $1 AND n.id = m.source_id WHERE m.kind = 'credit_note'
    UNION ALL
    SELECT m.kind, m.entry_date, n.id, n.document_id, 1 FROM moved m
    JOIN credit_note_reversals r ON r.company_id = $1 AND r.id = m.source_id
    JOIN credit_notes n ON n.company_id = $1 AND n.id = r.credit_note_id WHERE m.kind = 'credit_note_reversal'
  ), sold AS (
    SELECT m.kind, m.entry_date, m.source_id AS record_id, d.id AS line_id, d.catalog_item_id, d.name, d.quantity,
           d.taxable OR d.tax_cents <> 0 AS taxed,
           (d.subtotal_cents - d.discount_cents) * CASE m.kind WHEN 'invoice' THEN 1 ELSE -1 END AS cents
    FROM moved m JOIN document_lines d ON d.company_id = $1 AND d.document_id = m.source_id
    WHERE m.kind IN ('invoice', 'invoice_void')
    UNION ALL
    SELECT n.kind, n.entry_date, n.id, c.id, d.catalog_item_id, coalesce(d.name, 'Credit notes over no line'), 1,
           coalesce(d.taxable, false) OR c.tax_cents <> 0, c.subtotal_cents * n.sign
    FROM noted n JOIN credit_note_lines c ON c.company_id = $1 AND c.credit_note_id = n.id
    LEFT JOIN document_lines d ON d.company_id = $1 AND d.document_id = n.document_id AND d.id = c.document_line_id
  )`
