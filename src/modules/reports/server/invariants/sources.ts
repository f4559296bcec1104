import type { Invariant } from './invariant.ts'

/** Every kind of cause that has a table, and which of its rows must have posted. */
const sources = [
  {
    type: 'invoice',
    from: 'documents',
    where: "s.document_type = 'invoice' AND s.number IS NOT NULL",
    cents: 's.total_cents',
  },
  {
    type: 'invoice_void',
    from: 'documents',
    where: "s.document_type = 'invoice' AND s.number IS NOT NULL AND s.state = 'void'",
    cents: 's.total_cents',
  },
  { type: 'payment', from: 'payments', where: "s.state = 'succeeded'", cents: 's.amount_cents' },
  {
    type: 'payment_reversal',
    from: 'payment_reversals',
    where: 'true',
    cents: '(SELECT p.amount_cents FROM payments p WHERE p.company_id = s.company_id AND p.id = s.payment_id)',
  },
  { type: 'payment_refund', from: 'payment_refunds', where: "s.state = 'succeeded'", cents: 's.amount_cents' },
  { type: 'credit_application', from: 'credit_applications', where: 'true', cents: 's.amount_cents' },
  {
    type: 'credit_application_reversal',
    from: 'credit_application_reversals',
    where: 'true',
    cents:
      '(SELECT c.amount_cents FROM credit_applications c WHERE c.company_id = s.company_id AND c.id = s.application_id)',
  },
  { type: 'expense', from: 'expenses', where: 's.posted_on IS NOT NULL', cents: 's.amount_cents' },
  { type: 'expense_reimbursement', from: 'expense_reimbursements', where: 'true', cents: 's.amount_cents' },
  { type: 'credit_adjustment', from: 'credit_adjustments', where: 'true', cents: 'abs(s.cents_delta)' },
  { type: 'credit_note', from: 'credit_notes', where: "s.state = 'posted'", cents: 's.total_cents' },
  {
    type: 'credit_note_reversal',
    from: 'credit_note_reversals',
    where: 'true',
    cents: '(SELECT n.total_cents FROM credit_notes n WHERE n.company_id = s.company_id AND n.id = s.credit_note_id)',
  },
  { type: 'invoice_write_off', from: 'write_offs', where: 'true', cents: 's.amount_cents' },
  {
    type: 'invoice_write_off_reversal',
    from: 'write_off_reversals',
    where: 'true',
    cents: '(SELECT w.amount_cents FROM write_offs w WHERE w.company_id = s.company_id AND w.id = s.write_off_id)',
  },
  { type: 'bill', from: 'bills', where: 's.booked_on IS NOT NULL', cents: 's.total_cents' },
  { type: 'bill_void', from: 'bills', where: "s.state = 'void'", cents: 's.total_cents' },
  { type: 'bill_payment', from: 'bill_payments', where: 'true', cents: 's.amount_cents' },
  {
    type: 'bill_payment_reversal',
    from: 'bill_payment_reversals',
    where: 'true',
    cents: '(SELECT p.amount_cents FROM bill_payments p WHERE p.company_id = s.company_id AND p.id = s.payment_id)',
  },
] as const

const named = [...sources.map(({ type }) => type), 'manual', 'reversal'].map((type) => `'${type}'`).join(', ')

/** These undo an entry and say which. */
const reversing = [
  ...['reversal', 'invoice_void', 'payment_reversal', 'credit_application_reversal'],
  ...['credit_note_reversal', 'invoice_write_off_reversal', 'bill_void', 'bill_payment_reversal'],
]
  .map((type) => `'${type}'`)
  .join(', ')

const withoutEntry = sources.map(
  ({ type, from, where }) => `
    SELECT '${type}' AS "subjectType", s.id AS "subjectId", 'has no entry' AS detail FROM ${from} s
    WHERE s.company_id = $1 AND ${where} AND NOT EXISTS (
      SELECT FROM journal_entries e WHERE e.company_id = s.company_id AND e.source_type = '${type}' AND e.source_id = s.id)`,
)

const withoutSource = sources.map(
  ({ type, from, where }) => `
    SELECT 'journal_entry' AS "subjectType", e.id AS "subjectId", 'no ${type} ' || e.source_id AS detail FROM journal_entries e
    WHERE e.company_id = $1 AND e.source_type = '${type}' AND NOT EXISTS (
      SELECT FROM ${from} s WHERE s.company_id = e.company_id AND s.id = e.source_id AND ${where})`,
)

/** The control-account side of what a source moved; revenue may stand on both sides. */
const amountDiffers = `
  SELECT 'invoice' AS "subjectType", d.id AS "subjectId", format('total %s, posted %s', d.total_cents, x.cents) AS detail
  FROM documents d
  JOIN journal_entries e ON e.company_id = d.company_id AND e.source_type = 'invoice' AND e.source_id = d.id
  CROSS JOIN LATERAL (SELECT coalesce(sum(l.debit_cents - l.credit_cents), 0) AS cents FROM journal_lines l
    JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id AND a.system_key = 'accounts_receivable'
    WHERE l.company_id = e.company_id AND l.entry_id = e.id AND l.client_id = d.client_id) x
  WHERE d.company_id = $1 AND x.cents <> d.total_cents`

export const sourceInvariants: readonly Invariant[] = [
  {
    rule: 6,
    name: 'sources-posted',
    says: 'Every sent invoice, void, payment, application, posted credit note, write-off and reversal has its one entry.',
    sql: withoutEntry.join(' UNION ALL '),
  },
  {
    rule: 6,
    name: 'entries-have-sources',
    says: 'No entry lacks what caused it.',
    sql: [
      ...withoutSource,
      `SELECT 'journal_entry' AS "subjectType", e.id AS "subjectId", 'unknown source ' || e.source_type AS detail FROM journal_entries e
       WHERE e.company_id = $1 AND e.source_type NOT IN (${named})`,
      `SELECT 'journal_entry' AS "subjectType", e.id AS "subjectId", 'reverses nothing' AS detail FROM journal_entries e
       WHERE e.company_id = $1 AND e.source_type IN (${reversing}) AND e.reverses_entry_id IS NULL`,
    ].join(' UNION ALL '),
  },
  {
    rule: 6,
    name: 'invoices-posted-in-full',
    says: "An invoice's entry moves Accounts Receivable of its client by its total.",
    sql: amountDiffers,
  },
  {
    rule: 6,
    name: 'reversals-are-exact',
    says: 'A reversal is line by line the opposite of what it reverses.',
    sql: `SELECT 'journal_entry' AS "subjectType", r.id AS "subjectId", 'differs from what it reverses' AS detail FROM journal_entries r
          WHERE r.company_id = $1 AND r.reverses_entry_id IS NOT NULL AND EXISTS (
            SELECT FROM (SELECT * FROM journal_lines WHERE company_id = $1 AND entry_id = r.id) b
            FULL JOIN (SELECT * FROM journal_lines WHERE company_id = $1 AND entry_id = r.reverses_entry_id) o ON o.line_no = b.line_no
            WHERE (o.account_id, o.debit_cents, o.credit_cents, o.client_id, o.project_id)
              IS DISTINCT FROM (b.account_id, b.credit_cents, b.debit_cents, b.client_id, b.project_id))`,
  },
]
