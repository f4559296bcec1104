import { unknownEntries } from './known.ts'

/**
 * What every cause of a receivables posting did to which invoice. `l` is the entry; `cents` is the change of what the
 * invoice owes, `written` of what was written off on it.
 */
const causes: readonly { type: string; from: string; document: string; cents: string; written?: string }[] = [
  { type: 'invoice', from: 'JOIN documents d ON d.company_id = $1 AND d.id = l.source_id', ...ofDocument('') },
  { type: 'invoice_void', from: 'JOIN documents d ON d.company_id = $1 AND d.id = l.source_id', ...ofDocument('-') },
  {
    type: 'payment',
    from: 'JOIN payment_allocations a ON a.company_id = $1 AND a.payment_id = l.source_id',
    document: 'a.document_id',
    cents: '-a.amount_cents',
  },
  {
    type: 'payment_reversal',
    from: `JOIN payment_reversals r ON r.company_id = $1 AND r.id = l.source_id
      JOIN payment_allocations a ON a.company_id = $1 AND a.payment_id = r.payment_id`,
    document: 'a.document_id',
    cents: 'a.amount_cents',
  },
  {
    type: 'payment_refund',
    from: `JOIN payment_refund_parts t ON t.company_id = $1 AND t.refund_id = l.source_id
      JOIN payment_allocations a ON a.company_id = $1 AND a.id = t.allocation_id`,
    document: 'a.document_id',
    cents: 't.amount_cents',
  },
  {
    type: 'credit_application',
    from: 'JOIN credit_applications c ON c.company_id = $1 AND c.id = l.source_id',
    document: 'c.document_id',
    cents: '-c.amount_cents',
  },
  {
    type: 'credit_application_reversal',
    from: `JOIN credit_application_reversals r ON r.company_id = $1 AND r.id = l.source_id
      JOIN credit_applications c ON c.company_id = $1 AND c.id = r.application_id`,
    document: 'c.document_id',
    cents: 'c.amount_cents',
  },
  {
    type: 'credit_note',
    from: 'JOIN credit_notes n ON n.company_id = $1 AND n.id = l.source_id',
    document: 'n.document_id',
    cents: '-n.ar_applied_cents',
  },
  {
    type: 'credit_note_reversal',
    from: `JOIN credit_note_reversals r ON r.company_id = $1 AND r.id = l.source_id
      JOIN credit_notes n ON n.company_id = $1 AND n.id = r.credit_note_id`,
    document: 'n.document_id',
    cents: 'n.ar_applied_cents',
  },
  {
    type: 'invoice_write_off',
    from: 'JOIN write_offs w ON w.company_id = $1 AND w.id = l.source_id',
    document: 'w.document_id',
    cents: '-w.amount_cents',
    written: 'w.amount_cents',
  },
  {
    type: 'invoice_write_off_reversal',
    from: `JOIN write_off_reversals r ON r.company_id = $1 AND r.id = l.source_id
      JOIN write_offs w ON w.company_id = $1 AND w.id = r.write_off_id`,
    document: 'w.document_id',
    cents: 'w.amount_cents',
    written: '-w.amount_cents',
  },
]

function ofDocument(sign: '' | '-') {
  return { document: 'd.id', cents: `${sign}d.total_cents` }
}

const moved = causes.map(
  ({ type, from, document, cents, written = '0' }) => `
    SELECT ${document} AS document_id, l.counts_from, (${cents})::bigint AS cents, (${written})::bigint AS written
    FROM later l ${from} WHERE l.source_type = '${type}'`,
)

/**
 * CTEs that end in `owed (document_id, day, balance_cents, written_cents)`: what invoices owed at the end of each of the
 * days $2, as known at $4 (null: now). Starts from the balances of today and takes back what the journal says happened
 * later; $3 is the earliest of the days, $5 the day near $4. Only open invoices and those that moved since are touched,
 * so a recent day costs little however long the history.
 */
export const owedInvoices = `
  later AS MATERIALIZED (
    SELECT e.source_type, e.source_id,
           CASE WHEN $4::timestamptz IS NULL OR e.posted_at <= $4 THEN e.entry_date ELSE 'infinity'::date END AS counts_from
    FROM journal_entries e WHERE e.company_id = $1 AND e.entry_date > $3::date
    UNION ALL
    SELECT u.source_type, u.source_id, 'infinity'::date
    FROM (${unknownEntries({ from: "'-infinity'", to: '$3', knownAt: '$4', near: '$5' })}) u
  ), days AS (SELECT unnest($2::date[]) AS day),
  owed AS (
    SELECT s.document_id, s.day, sum(s.cents)::bigint AS balance_cents, sum(s.written)::bigint AS written_cents
    FROM (
      SELECT d.id AS document_id, days.day, d.balance_due_cents AS cents, 0::bigint AS written
      FROM documents d CROSS JOIN days
      WHERE d.company_id = $1 AND d.document_type = 'invoice' AND d.balance_due_cents > 0 AND d.state <> 'draft'
      UNION ALL
      SELECT w.document_id, days.day, 0, w.amount_cents
      FROM write_offs w CROSS JOIN days
      WHERE w.company_id = $1 AND NOT EXISTS (
        SELECT FROM write_off_reversals r WHERE r.company_id = w.company_id AND r.write_off_id = w.id)
      UNION ALL
      SELECT m.document_id, days.day, -m.cents, -m.written
      FROM (${moved.join(' UNION ALL ')}) m JOIN days ON m.counts_from > days.day
    ) s
    GROUP BY s.document_id, s.day
    HAVING sum(s.cents) <> 0 OR sum(s.written) <> 0
  )`
