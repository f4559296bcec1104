// What a source should have posted, read from its own records, for those that have no entry. Each statement answers
// lines: $1 is the company. The rules are those of spec/money.md, said once more apart from the commands, so that the
// test can hold the two against each other.

const without = (type: string, s: string) =>
  `NOT EXISTS (SELECT FROM journal_entries e WHERE e.company_id = $1 AND e.source_type = '${type}' AND e.source_id = ${s}.id)`

/** One line of a missing entry. `key` is a system account; else `account` is its id. */
const line = (
  of: string,
  date: string,
  memo: string,
  { key, account = 'NULL', cents, client = 'NULL', project = 'NULL' }: Side,
) => `
  SELECT ${of} AS id, ${date} AS day, ${memo} AS memo, ${key ? `'${key}'` : 'NULL'}::text AS key, ${account}::uuid AS account,
         (${cents})::bigint AS cents, ${client}::uuid AS client, ${project}::uuid AS project`

type Side = { key?: string; account?: string; cents: string; client?: string; project?: string }

const invoiceParty = { client: 's.client_id', project: 's.project_id' }
const documentParty = { client: 'd.client_id', project: 'd.project_id' }

const invoice = (side: Side) => line('s.id', 's.issued_on', "'Invoice ' || s.number", { ...invoiceParty, ...side })
const ofInvoice = `FROM documents s WHERE s.company_id = $1 AND s.document_type = 'invoice' AND s.number IS NOT NULL AND ${without('invoice', 's')}`

const cameTo = `(SELECT a.id FROM accounts a WHERE a.company_id = $1 AND a.system_key = CASE p.method WHEN 'stripe' THEN 'undeposited_stripe' ELSE 'cash' END)`
const payment = (side: Side) => line('p.id', 'p.received_on', "'Payment'", { client: 'p.client_id', ...side })
const ofPayment = `p.company_id = $1 AND p.state = 'succeeded' AND ${without('payment', 'p')}`
const credited = `p.amount_cents - coalesce((SELECT sum(a.amount_cents) FROM payment_allocations a WHERE a.company_id = $1 AND a.payment_id = p.id), 0)`

const fee = (side: Side) => line('s.id', 'p.received_on', "'Processing fee'", { client: 'p.client_id', ...side })
const ofFee = `FROM payment_fees s JOIN payments p ON p.company_id = $1 AND p.id = s.payment_id WHERE s.company_id = $1 AND ${without('payment_fee', 's')}`

const refund = (side: Side) => line('s.id', 's.refunded_on', "'Refund'", side)
const ofRefund = `JOIN payments p ON p.company_id = $1 AND p.id = s.payment_id`
const isRefund = `s.company_id = $1 AND s.state = 'succeeded' AND ${without('payment_refund', 's')}`

const application = (side: Side) => line('s.id', 's.applied_on', "'Credit applied to invoice ' || d.number", side)
const ofApplication = `FROM credit_applications s JOIN documents d ON d.company_id = $1 AND d.id = s.document_id
  WHERE s.company_id = $1 AND ${without('credit_application', 's')}`

const adjustment = (side: Side) => line('s.id', 's.adjusted_on', "'Credit adjusted: ' || s.reason", side)
const ofAdjustment = `FROM credit_adjustments s WHERE s.company_id = $1 AND ${without('credit_adjustment', 's')}`

const writeOff = (side: Side) =>
  line('s.id', 's.written_off_on', "'Invoice ' || d.number || ' written off: ' || s.reason", {
    ...documentParty,
    ...side,
  })
const ofWriteOff = `FROM write_offs s JOIN documents d ON d.company_id = $1 AND d.id = s.document_id
  WHERE s.company_id = $1 AND ${without('invoice_write_off', 's')}`

// A line of a note earns on the account of the line that it names, else on the only one of its invoice. Where neither says
// it, the shares of accounts are in the lost entry alone, and the note is left to a person.
const earnedOn =
  "coalesce(o.income_account_id, (SELECT a.id FROM accounts a WHERE a.company_id = $1 AND a.system_key = 'revenue'))"
const accountsOf = `(SELECT array_agg(DISTINCT ${earnedOn}) FROM document_lines o WHERE o.company_id = $1 AND o.document_id = s.document_id)`
const note = (side: Side) =>
  line('s.id', 's.issued_on', "'Credit note ' || s.number", { client: 's.client_id', project: 'd.project_id', ...side })
const ofNote = `JOIN documents d ON d.company_id = $1 AND d.id = s.document_id`
const isNote = `s.company_id = $1 AND s.state = 'posted' AND ${without('credit_note', 's')} AND (cardinality(${accountsOf}) = 1 OR NOT EXISTS (
  SELECT FROM credit_note_lines x WHERE x.company_id = $1 AND x.credit_note_id = s.id AND x.document_line_id IS NULL))`

const bill = (side: Side) => line('s.id', 's.booked_on', "'Bill ' || coalesce(s.number, '')", side)
const isBill = `s.company_id = $1 AND s.booked_on IS NOT NULL AND ${without('bill', 's')}`
const billPayment = (side: Side) => line('s.id', 's.paid_on', "'Payment of bills'", side)
const isBillPayment = `s.company_id = $1 AND ${without('bill_payment', 's')}`

const expense = (side: Side) =>
  line('s.id', 's.posted_on', "'Expense'", { client: 's.client_id', project: 's.project_id', ...side })
const isExpense = `s.company_id = $1 AND s.posted_on IS NOT NULL AND ${without('expense', 's')}`
const reimbursement = (side: Side) => line('s.id', 's.paid_on', "'Reimbursement'", side)
const isReimbursement = `s.company_id = $1 AND ${without('expense_reimbursement', 's')}`

/** By the type of source: its lines, debits positive. */
export const missingEntries: Readonly<Record<string, string>> = {
  invoice: [
    `${invoice({ key: 'accounts_receivable', cents: 's.total_cents' })} ${ofInvoice}`,
    `SELECT x.* FROM (${invoice({ account: "coalesce(l.income_account_id, (SELECT a.id FROM accounts a WHERE a.company_id = $1 AND a.system_key = 'revenue'))", cents: 'l.discount_cents - l.subtotal_cents' })}
     FROM documents s JOIN document_lines l ON l.company_id = $1 AND l.document_id = s.id
     WHERE s.company_id = $1 AND s.document_type = 'invoice' AND s.number IS NOT NULL AND ${without('invoice', 's')}) x`,
    `${invoice({ key: 'sales_tax_payable', cents: '-s.tax_cents' })} ${ofInvoice}`,
  ].join(' UNION ALL '),
  payment: [
    `${payment({ account: cameTo, cents: 'p.amount_cents' })} FROM payments p WHERE ${ofPayment}`,
    `${payment({ key: 'accounts_receivable', cents: '-a.amount_cents', project: 'd.project_id' })} FROM payments p
     JOIN payment_allocations a ON a.company_id = $1 AND a.payment_id = p.id JOIN documents d ON d.company_id = $1 AND d.id = a.document_id WHERE ${ofPayment}`,
    `${payment({ key: 'customer_credits', cents: `-(${credited})` })} FROM payments p WHERE ${ofPayment}`,
  ].join(' UNION ALL '),
  payment_fee: [
    `${fee({ key: 'processing_fees', cents: 's.amount_cents' })} ${ofFee}`,
    `${fee({ key: 'undeposited_stripe', cents: '-s.amount_cents' })} ${ofFee}`,
  ].join(' UNION ALL '),
  credit_application: [
    `${application({ key: 'customer_credits', cents: 's.amount_cents', client: 'd.client_id' })} ${ofApplication}`,
    `${application({ key: 'accounts_receivable', cents: '-s.amount_cents', ...documentParty })} ${ofApplication}`,
  ].join(' UNION ALL '),
  payment_refund: [
    `${refund({ key: 'accounts_receivable', cents: 't.amount_cents', ...documentParty })} FROM payment_refunds s ${ofRefund}
     JOIN payment_refund_parts t ON t.company_id = $1 AND t.refund_id = s.id JOIN payment_allocations a ON a.company_id = $1 AND a.id = t.allocation_id
     JOIN documents d ON d.company_id = $1 AND d.id = a.document_id WHERE ${isRefund}`,
    `${refund({ key: 'customer_credits', cents: 't.amount_cents', client: 'p.client_id' })} FROM payment_refunds s ${ofRefund}
     JOIN payment_refund_parts t ON t.company_id = $1 AND t.refund_id = s.id AND t.allocation_id IS NULL WHERE ${isRefund}`,
    `${refund({ account: cameTo, cents: '-s.amount_cents', client: 'p.client_id' })} FROM payment_refunds s ${ofRefund} WHERE ${isRefund}`,
  ].join(' UNION ALL '),
  credit_adjustment: [
    `${adjustment({ key: 'discounts', cents: 's.cents_delta', client: 's.client_id' })} ${ofAdjustment}`,
    `${adjustment({ key: 'customer_credits', cents: '-s.cents_delta', client: 's.client_id' })} ${ofAdjustment}`,
  ].join(' UNION ALL '),
  invoice_write_off: [
    `${writeOff({ key: 'bad_debts', cents: 's.amount_cents' })} ${ofWriteOff}`,
    `${writeOff({ key: 'accounts_receivable', cents: '-s.amount_cents' })} ${ofWriteOff}`,
  ].join(' UNION ALL '),
  credit_note: [
    `${note({ account: `CASE WHEN o.id IS NULL THEN (${accountsOf})[1] ELSE ${earnedOn} END`, cents: 'x.subtotal_cents' })}
     FROM credit_notes s ${ofNote} JOIN credit_note_lines x ON x.company_id = $1 AND x.credit_note_id = s.id
     LEFT JOIN document_lines o ON o.company_id = $1 AND o.document_id = s.document_id AND o.id = x.document_line_id WHERE ${isNote}`,
    `${note({ key: 'sales_tax_payable', cents: 's.tax_cents' })} FROM credit_notes s ${ofNote} WHERE ${isNote}`,
    `${note({ key: 'accounts_receivable', cents: '-s.ar_applied_cents' })} FROM credit_notes s ${ofNote} WHERE ${isNote}`,
    `${note({ key: 'customer_credits', cents: '-s.credited_cents', project: 'NULL' })} FROM credit_notes s ${ofNote} WHERE ${isNote}`,
  ].join(' UNION ALL '),
  bill: [
    `${bill({ account: 'l.account_id', cents: 'l.subtotal_cents + l.tax_cents', client: 'l.client_id', project: 'l.project_id' })}
     FROM bills s JOIN bill_lines l ON l.company_id = $1 AND l.bill_id = s.id WHERE ${isBill}`,
    `${bill({ key: 'accounts_payable', cents: '-s.total_cents' })} FROM bills s WHERE ${isBill}`,
  ].join(' UNION ALL '),
  bill_payment: [
    `${billPayment({ key: 'accounts_payable', cents: 'a.amount_cents' })} FROM bill_payments s
     JOIN bill_payment_allocations a ON a.company_id = $1 AND a.payment_id = s.id WHERE ${isBillPayment}`,
    `${billPayment({ account: 's.account_id', cents: '-s.amount_cents' })} FROM bill_payments s WHERE ${isBillPayment}`,
  ].join(' UNION ALL '),
  expense: [
    `${expense({ account: 'c.account_id', cents: 's.amount_cents' })} FROM expenses s
     JOIN expense_categories c ON c.company_id = $1 AND c.id = s.category_id WHERE ${isExpense}`,
    `${expense({ account: "coalesce(s.paying_account_id, (SELECT a.id FROM accounts a WHERE a.company_id = $1 AND a.system_key = CASE s.paid_by WHEN 'member' THEN 'employee_reimbursements' ELSE 'cash' END))", cents: '-s.amount_cents' })}
     FROM expenses s WHERE ${isExpense}`,
  ].join(' UNION ALL '),
  expense_reimbursement: [
    `${reimbursement({ key: 'employee_reimbursements', cents: 'i.amount_cents', client: 'x.client_id', project: 'x.project_id' })} FROM expense_reimbursements s
     JOIN expense_reimbursement_items i ON i.company_id = $1 AND i.reimbursement_id = s.id JOIN expenses x ON x.company_id = $1 AND x.id = i.expense_id WHERE ${isReimbursement}`,
    `${reimbursement({ account: 's.account_id', cents: '-s.amount_cents' })} FROM expense_reimbursements s WHERE ${isReimbursement}`,
  ].join(' UNION ALL '),
}

/** Reversals that bear the id of the entry that they undo: of what was void or undone, and no record of its own says so. */
export const missingUndoings: readonly { of: string; text: string }[] = [
  {
    of: 'expense',
    text: `SELECT s.id AS "ofId", s.voided_on::text AS day FROM expenses s WHERE s.company_id = $1 AND s.state = 'void' AND s.posted_on IS NOT NULL
           AND ${notUndone('expense', 's.id')}`,
  },
  {
    of: 'payment_fee',
    text: `SELECT s.id AS "ofId", v.reversed_on::text AS day FROM payment_fees s
           JOIN payment_reversals v ON v.company_id = $1 AND v.payment_id = s.payment_id WHERE s.company_id = $1 AND ${notUndone('payment_fee', 's.id')}`,
  },
  {
    of: 'expense_reimbursement',
    text: `SELECT s.reimbursement_id AS "ofId", s.reversed_on::text AS day FROM expense_reimbursement_reversals s
           WHERE s.company_id = $1 AND ${notUndone('expense_reimbursement', 's.reimbursement_id')}`,
  },
]

function notUndone(of: string, id: string) {
  return `NOT EXISTS (SELECT FROM journal_entries o JOIN journal_entries r ON r.company_id = o.company_id AND r.reverses_entry_id = o.id
    WHERE o.company_id = $1 AND o.source_type = '${of}' AND o.source_id = ${id})`
}

/** Reversals: what they undo, by the type and id of its source, and their day. */
export const missingReversals: Readonly<Record<string, { of: string; text: string }>> = {
  invoice_void: {
    of: 'invoice',
    text: `SELECT s.id, s.id AS "ofId", coalesce(s.moved_to, (s.voided_at AT TIME ZONE 'UTC')::date)::text AS day FROM documents s
           WHERE s.company_id = $1 AND s.document_type = 'invoice' AND s.state = 'void' AND s.number IS NOT NULL AND ${without('invoice_void', 's')}`,
  },
  payment_reversal: reversal('payment', 'payment_reversal', 'payment_reversals', 'payment_id'),
  credit_application_reversal: reversal(
    'credit_application',
    'credit_application_reversal',
    'credit_application_reversals',
    'application_id',
  ),
  credit_note_reversal: reversal('credit_note', 'credit_note_reversal', 'credit_note_reversals', 'credit_note_id'),
  invoice_write_off_reversal: reversal(
    'invoice_write_off',
    'invoice_write_off_reversal',
    'write_off_reversals',
    'write_off_id',
  ),
  bill_void: {
    of: 'bill',
    text: `SELECT s.id, s.id AS "ofId", s.voided_on::text AS day FROM bills s WHERE s.company_id = $1 AND s.state = 'void' AND s.booked_on IS NOT NULL AND ${without('bill_void', 's')}`,
  },
  bill_payment_reversal: reversal('bill_payment', 'bill_payment_reversal', 'bill_payment_reversals', 'payment_id'),
}

function reversal(of: string, type: string, table: string, column: string) {
  return {
    of,
    text: `SELECT s.id, s.${column} AS "ofId", s.reversed_on::text AS day FROM ${table} s WHERE s.company_id = $1 AND ${without(type, 's')}
           AND EXISTS (SELECT FROM journal_entries o WHERE o.company_id = $1 AND o.source_type = '${of}' AND o.source_id = s.${column})`,
  }
}
