import type { Invariant } from './invariant.ts'

type Source = {
  type: string
  from: string
  where: string
  /** Which accounts (`a`) its entry stands on, and what on them together, debits positive. On others stands nothing. */
  stands: readonly (readonly [accounts: string, cents: string])[]
}

const key = (name: string) => `a.system_key = '${name}'`
const income = "a.type = 'income'"
const expense = "a.type = 'expense'"
/** Where money of a payment's method came in. */
const cameTo = (method: string) =>
  `a.system_key = CASE ${method} WHEN 'stripe' THEN 'undeposited_stripe' ELSE 'cash' END`
const methodOfRefund = '(SELECT p.method FROM payments p WHERE p.company_id = s.company_id AND p.id = s.payment_id)'
const allocated =
  '(SELECT coalesce(sum(o.amount_cents), 0) FROM payment_allocations o WHERE o.company_id = s.company_id AND o.payment_id = s.id)'
const refundedFrom = (where: string) =>
  `(SELECT coalesce(sum(o.amount_cents), 0) FROM payment_refund_parts o WHERE o.company_id = s.company_id AND o.refund_id = s.id AND o.allocation_id ${where})`

/** Every kind of cause that has a table, which of its rows must have posted, and what; reversals post the opposite of what they undo. */
const sources: readonly Source[] = [
  {
    ...{ type: 'invoice', from: 'documents', where: "s.document_type = 'invoice' AND s.number IS NOT NULL" },
    stands: [
      [key('accounts_receivable'), 's.total_cents'],
      [income, 's.discount_cents - s.subtotal_cents'],
      [key('sales_tax_payable'), '-s.tax_cents'],
    ],
  },
  {
    ...{ type: 'invoice_void', from: 'documents' },
    where: "s.document_type = 'invoice' AND s.number IS NOT NULL AND s.state = 'void'",
    stands: [],
  },
  {
    ...{ type: 'payment', from: 'payments', where: "s.state = 'succeeded'" },
    stands: [
      [cameTo('s.method'), 's.amount_cents'],
      [key('accounts_receivable'), `-${allocated}`],
      [key('customer_credits'), `${allocated} - s.amount_cents`],
    ],
  },
  {
    ...{ type: 'payment_fee', from: 'payment_fees', where: 'true' },
    stands: [
      [key('processing_fees'), 's.amount_cents'],
      [key('undeposited_stripe'), '-s.amount_cents'],
    ],
  },
  { type: 'payment_reversal', from: 'payment_reversals', where: 'true', stands: [] },
  {
    ...{ type: 'payment_refund', from: 'payment_refunds', where: "s.state = 'succeeded'" },
    stands: [
      [cameTo(methodOfRefund), '-s.amount_cents'],
      [key('accounts_receivable'), refundedFrom('IS NOT NULL')],
      [key('customer_credits'), refundedFrom('IS NULL')],
    ],
  },
  {
    ...{ type: 'credit_application', from: 'credit_applications', where: 'true' },
    stands: [
      [key('customer_credits'), 's.amount_cents'],
      [key('accounts_receivable'), '-s.amount_cents'],
    ],
  },
  { type: 'credit_application_reversal', from: 'credit_application_reversals', where: 'true', stands: [] },
  {
    ...{ type: 'expense', from: 'expenses', where: 's.posted_on IS NOT NULL' },
    stands: [
      [expense, 's.amount_cents'],
      [
        `a.id = s.paying_account_id OR (s.paying_account_id IS NULL AND a.system_key = CASE s.paid_by WHEN 'member' THEN 'employee_reimbursements' ELSE 'cash' END)`,
        '-s.amount_cents',
      ],
    ],
  },
  {
    ...{ type: 'expense_reimbursement', from: 'expense_reimbursements', where: 'true' },
    stands: [
      [key('employee_reimbursements'), 's.amount_cents'],
      ['a.id = s.account_id', '-s.amount_cents'],
    ],
  },
  {
    ...{ type: 'credit_adjustment', from: 'credit_adjustments', where: 'true' },
    stands: [
      [key('discounts'), 's.cents_delta'],
      [key('customer_credits'), '-s.cents_delta'],
    ],
  },
  {
    ...{ type: 'credit_note', from: 'credit_notes', where: "s.state = 'posted'" },
    stands: [
      [income, 's.subtotal_cents'],
      [key('sales_tax_payable'), 's.tax_cents'],
      [key('accounts_receivable'), '-s.ar_applied_cents'],
      [key('customer_credits'), '-s.credited_cents'],
    ],
  },
  { type: 'credit_note_reversal', from: 'credit_note_reversals', where: 'true', stands: [] },
  {
    ...{ type: 'invoice_write_off', from: 'write_offs', where: 'true' },
    stands: [
      [key('bad_debts'), 's.amount_cents'],
      [key('accounts_receivable'), '-s.amount_cents'],
    ],
  },
  { type: 'invoice_write_off_reversal', from: 'write_off_reversals', where: 'true', stands: [] },
  {
    ...{ type: 'bill', from: 'bills', where: 's.booked_on IS NOT NULL' },
    stands: [
      [expense, 's.total_cents'],
      [key('accounts_payable'), '-s.total_cents'],
    ],
  },
  { type: 'bill_void', from: 'bills', where: "s.state = 'void'", stands: [] },
  {
    ...{ type: 'bill_payment', from: 'bill_payments', where: 'true' },
    stands: [
      [key('accounts_payable'), 's.amount_cents'],
      ['a.id = s.account_id', '-s.amount_cents'],
    ],
  },
  { type: 'bill_payment_reversal', from: 'bill_payment_reversals', where: 'true', stands: [] },
]

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

/** Per source: what its entry has on each group of accounts, beside what its record says, and that it has no other line. */
const postedOtherwise = sources
  .filter(({ stands }) => stands.length > 0)
  .map(({ type, from, where, stands }) => {
    const said = stands.map(([, cents]) => cents).join(', ')
    const sums = stands.map(
      ([of], at) => `coalesce(sum(l.debit_cents - l.credit_cents) FILTER (WHERE ${of}), 0) AS c${at}`,
    )
    const found = stands.map((_one, at) => `x.c${at}`).join(', ')
    // Summed before it is compared: an entry at a time, a million of them would take minutes.
    return `
    SELECT '${type}' AS "subjectType", s.id AS "subjectId", format('said (%s), posted (%s), other lines %s', concat_ws(', ', ${said}), concat_ws(', ', ${found}), x.others) AS detail
    FROM (SELECT s.id, ${sums.join(', ')}, count(*) FILTER (WHERE (${stands.map(([of]) => of).join(' OR ')}) IS NOT TRUE) AS others
      FROM ${from} s
      JOIN journal_entries e ON e.company_id = s.company_id AND e.source_type = '${type}' AND e.source_id = s.id
      JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
      JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
      WHERE s.company_id = $1 AND ${where} GROUP BY s.id) x
    JOIN ${from} s ON s.company_id = $1 AND s.id = x.id
    WHERE x.others > 0 OR (${found}) IS DISTINCT FROM (${said})`
  })

/** Accounts Receivable of an invoice is its client's. */
const ofAnotherClient = `
  SELECT 'invoice' AS "subjectType", d.id AS "subjectId", 'a line names another client' AS detail
  FROM documents d
  JOIN journal_entries e ON e.company_id = d.company_id AND e.source_type = 'invoice' AND e.source_id = d.id
  JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
  WHERE d.company_id = $1 AND l.client_id IS DISTINCT FROM d.client_id`

export const sourceInvariants: readonly Invariant[] = [
  {
    rule: 6,
    name: 'sources-posted',
    says: 'Every sent invoice, void, payment, fee, application, posted credit note, write-off and reversal has its one entry.',
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
    name: 'posted-as-said',
    says: 'The entry of each source stands on the accounts of its kind, with the amounts that its record says.',
    sql: [...postedOtherwise, ofAnotherClient].join(' UNION ALL '),
  },
  {
    rule: 6,
    name: 'fees-go-with-payments',
    says: 'The processing fee of a payment that was reversed is reversed, and no other.',
    sql: `SELECT 'payment_fee' AS "subjectType", f.id AS "subjectId", format('payment reversed %s, fee reversed %s', x.payment, x.fee) AS detail
          FROM payment_fees f
          JOIN journal_entries e ON e.company_id = f.company_id AND e.source_type = 'payment_fee' AND e.source_id = f.id
          CROSS JOIN LATERAL (SELECT
            EXISTS (SELECT FROM payment_reversals v WHERE v.company_id = f.company_id AND v.payment_id = f.payment_id) AS payment,
            EXISTS (SELECT FROM journal_entries r WHERE r.company_id = e.company_id AND r.reverses_entry_id = e.id) AS fee) x
          WHERE f.company_id = $1 AND x.payment <> x.fee`,
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
