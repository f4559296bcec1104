import type { Invariant } from './invariant.ts'

const counting = `n.state = 'posted' AND NOT EXISTS (
  SELECT FROM credit_note_reversals r WHERE r.company_id = n.company_id AND r.credit_note_id = n.id)`

export const creditNoteInvariants: readonly Invariant[] = [
  {
    rule: 5,
    name: 'credit-note-totals',
    says: 'A credit note is the sum of its lines, and what it did to invoice and credit is its total.',
    sql: `SELECT 'credit_note' AS "subjectType", n.id AS "subjectId",
            format('subtotal %s, tax %s, lines %s and %s', n.subtotal_cents, n.tax_cents, l.subtotal, l.tax) AS detail
          FROM credit_notes n
          CROSS JOIN LATERAL (SELECT coalesce(sum(subtotal_cents), 0) AS subtotal, coalesce(sum(tax_cents), 0) AS tax
            FROM credit_note_lines l WHERE l.company_id = n.company_id AND l.credit_note_id = n.id) l
          WHERE n.company_id = $1 AND n.deleted_at IS NULL AND ((l.subtotal, l.tax) IS DISTINCT FROM (n.subtotal_cents, n.tax_cents)
            OR (n.state = 'posted' AND n.ar_applied_cents + n.credited_cents <> n.subtotal_cents + n.tax_cents))`,
  },
  {
    rule: 5,
    name: 'credit-within-invoice',
    says: 'All credit notes of an invoice together stay within it, before tax and in tax.',
    sql: `SELECT 'invoice' AS "subjectType", d.id AS "subjectId", format('credited %s and %s of %s and %s', c.subtotal, c.tax, d.subtotal_cents - d.discount_cents, d.tax_cents) AS detail
          FROM (SELECT n.document_id, sum(n.subtotal_cents) AS subtotal, sum(n.tax_cents) AS tax FROM credit_notes n
                WHERE n.company_id = $1 AND ${counting} GROUP BY 1) c
          JOIN documents d ON d.company_id = $1 AND d.id = c.document_id
          WHERE c.subtotal > d.subtotal_cents - d.discount_cents OR c.tax > d.tax_cents OR d.state IN ('draft', 'void')`,
  },
  {
    rule: 5,
    name: 'corrections-complete',
    says: 'An invoice whose replacement stands is credited in full and bills no time and no expense any more.',
    sql: `SELECT 'invoice' AS "subjectType", d.id AS "subjectId", 'is replaced and not credited in full, or still bills' AS detail
          FROM invoice_corrections k
          JOIN documents d ON d.company_id = k.company_id AND d.id = k.document_id
          JOIN documents r ON r.company_id = k.company_id AND r.id = k.replacement_id AND r.deleted_at IS NULL AND r.state <> 'void'
          CROSS JOIN LATERAL credited_on(k.company_id, k.document_id) c
          WHERE k.company_id = $1 AND ((c.subtotal_cents, c.tax_cents) IS DISTINCT FROM (d.subtotal_cents - d.discount_cents, d.tax_cents)
            OR EXISTS (SELECT FROM time_entries t WHERE t.company_id = d.company_id AND t.document_id = d.id)
            OR EXISTS (SELECT FROM expenses e WHERE e.company_id = d.company_id AND e.document_id = d.id))`,
  },
  {
    rule: 8,
    name: 'credit-note-numbers-gapless',
    says: 'Numbers of credit notes are unique and without gaps per period, from the number that the period was opened with.',
    sql: `SELECT 'number_series' AS "subjectType", NULL::uuid AS "subjectId",
            format('%s: %s numbers from %s to %s, counter from %s to %s', n.number_period, n.taken, n.first, n.last, c.first_number, c.last_number) AS detail
          FROM (SELECT number_period, count(DISTINCT number_seq) AS taken, count(*) AS rows, min(number_seq) AS first, max(number_seq) AS last
                FROM credit_notes WHERE company_id = $1 AND number IS NOT NULL GROUP BY 1) n
          LEFT JOIN number_counters c ON c.company_id = $1 AND c.series = 'credit_note' AND c.period = n.number_period
          WHERE n.first IS DISTINCT FROM c.first_number OR n.taken <> n.last - n.first + 1 OR n.rows <> n.taken OR c.last_number IS DISTINCT FROM n.last`,
  },
  {
    rule: 3,
    name: 'credit-of-notes',
    says: 'What credit notes and their reversals moved is what the credit ledger says of them.',
    sql: `WITH causes AS (
            SELECT n.id AS source_id, n.credited_cents AS cents FROM credit_notes n WHERE n.company_id = $1 AND n.credited_cents <> 0
            UNION ALL SELECT r.id, -n.credited_cents FROM credit_note_reversals r
              JOIN credit_notes n ON n.company_id = r.company_id AND n.id = r.credit_note_id WHERE r.company_id = $1 AND n.credited_cents <> 0)
          SELECT 'credit_entry' AS "subjectType", coalesce(e.id, s.source_id) AS "subjectId",
            format('cause %s, entry %s', coalesce(s.cents, 0), coalesce(e.cents_delta, 0)) AS detail
          FROM causes s
          FULL JOIN (SELECT * FROM client_credit_entries WHERE company_id = $1 AND kind = 'credit_note') e ON e.source_id = s.source_id
          WHERE e.cents_delta IS DISTINCT FROM s.cents`,
  },
]
