import { A, B, D, type Probes, probe, X } from './probe.ts'

const expense = (row: object) =>
  ['expenses', { id: A, amount_cents: 10, billable: true, client_id: X, ...row }] as const
const set = (what: string) => `UPDATE expenses SET ${what} WHERE id = '${A}'`
const billed = { state: 'approved', document_id: D, document_line_id: B, billed_cents: 10 }
const sent = ['documents', { id: D, document_type: 'invoice', state: 'sent' }] as const
const receipt = ['expense_receipts', { expense_id: A }] as const

const bill = (row: object) => ['bills', { id: D, ...row }] as const
const setBill = (what: string) => `UPDATE bills SET ${what} WHERE id = '${D}'`

const paidBack = (cents: number) =>
  ['expense_reimbursement_items', { reimbursement_id: B, amount_cents: cents }] as const

export const spendingProbes: Probes = {
  'expenses.guard_new_expense': {
    expense_begins_as_draft: [
      probe([], ...['submitted', 'approved', 'reimbursed', 'void'].map((state) => expense({ state }))),
      probe([], expense({ ...billed, state: 'draft' })),
    ],
  },
  'expense_reimbursement_items.guard_reimbursement_items': {
    reimbursement_differs: [
      probe([['expense_reimbursements', { id: B, amount_cents: 10 }]], paidBack(9), paidBack(11)),
      probe([['expense_reimbursements', { id: B, amount_cents: 10 }], paidBack(10)], paidBack(1)),
    ],
  },
  'bills.guard_bill_balance': {
    bill_balance_differs: [
      probe([bill({ state: 'draft', total_cents: 10, balance_due_cents: 0 })], setBill('balance_due_cents = 5')),
      probe(
        [bill({ state: 'posted', total_cents: 10, balance_due_cents: 10 })],
        ...['balance_due_cents = 0', 'balance_due_cents = 9'].map(setBill),
      ),
      probe(
        [
          bill({ state: 'posted', total_cents: 10, balance_due_cents: 10 }),
          ['bill_payment_allocations', { payment_id: A, bill_id: D, amount_cents: 4 }],
        ],
        ...['balance_due_cents = 5', 'balance_due_cents = 0'].map(setBill),
      ),
    ],
  },
  'expenses.guard_expense': {
    expense_locked: [
      probe(
        [expense({ state: 'approved' })],
        ...['amount_cents = 1', "spent_on = '2020-01-01'", "paid_by = 'member'", "posted_on = '2020-01-01'"].map(set),
        `DELETE FROM expenses WHERE id = '${A}'`,
      ),
      probe([expense({ state: 'submitted' })], `DELETE FROM expenses WHERE id = '${A}'`),
    ],
    expense_state_back: [
      probe([expense({ state: 'approved' })], set("state = 'draft'"), set("state = 'submitted'")),
      probe([expense({ state: 'void' })], set("state = 'approved'")),
      probe([expense({ state: 'draft' })], set("state = 'void'"), set("state = 'reimbursed'")),
    ],
    expense_reimbursed: [
      probe(
        [expense({ state: 'reimbursed', reimbursement_id: B })],
        set("state = 'approved', reimbursement_id = NULL"),
      ),
    ],
    expense_billed: [
      probe(
        [sent, expense(billed)],
        ...['document_id = NULL, document_line_id = NULL, billed_cents = NULL', 'billed_cents = 1'].map(set),
        set(`document_id = '${X}'`),
      ),
    ],
  },
  'expense_receipts.guard_expense_receipt': {
    expense_locked: [
      probe([expense({ state: 'approved' }), receipt], 'DELETE FROM expense_receipts'),
      probe([expense({ state: 'draft' }), receipt], `UPDATE expense_receipts SET media_id = '${X}'`),
    ],
  },
  'bills.guard_bill': {
    bill_locked: [
      probe(
        [bill({ state: 'posted' })],
        ...['total_cents = 7', 'subtotal_cents = 7', `vendor_id = '${X}'`].map(setBill),
        `DELETE FROM bills WHERE id = '${D}'`,
      ),
    ],
    bill_state_back: [
      probe([bill({ state: 'paid' })], setBill("state = 'posted'"), setBill("state = 'draft'")),
      probe([bill({ state: 'void' })], setBill("state = 'posted'")),
    ],
    bill_has_payments: [
      probe(
        [bill({ state: 'posted' }), ['bill_payment_allocations', { bill_id: D, payment_id: A }]],
        setBill("state = 'void'"),
      ),
    ],
    bill_lines_differ: [
      probe([bill({ state: 'draft' })], setBill("state = 'posted'")),
      probe(
        [bill({ state: 'draft', subtotal_cents: 5 }), ['bill_lines', { bill_id: D, subtotal_cents: 4 }]],
        setBill("state = 'posted'"),
      ),
    ],
  },
  'bills.guard_new_bill': {
    bill_state_back: [
      probe([bill({ id: X })], bill({ state: 'posted' }), bill({ state: 'draft', balance_due_cents: 5 })),
    ],
  },
  'bill_lines.guard_bill_lines': {
    bill_locked: [
      probe([bill({ state: 'posted' })], ['bill_lines', { bill_id: D }]),
      probe(
        [bill({ state: 'posted' }), ['bill_lines', { id: B, bill_id: D }]],
        `UPDATE bill_lines SET subtotal_cents = 9 WHERE id = '${B}'`,
        `DELETE FROM bill_lines WHERE id = '${B}'`,
      ),
      probe(
        [bill({ state: 'draft' }), ['bill_lines', { id: B, bill_id: D }]],
        `UPDATE bill_lines SET bill_id = '${X}' WHERE id = '${B}'`,
      ),
    ],
  },
  'bill_attachments.guard_bill_attachments': {
    bill_file_kept: [
      probe(
        [bill({ state: 'posted' }), ['bill_attachments', { bill_id: D }]],
        'DELETE FROM bill_attachments',
        `UPDATE bill_attachments SET bill_id = '${X}'`,
      ),
    ],
  },
}
