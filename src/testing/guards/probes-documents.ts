import { A, B, D, type Probes, probe, R, X, Y } from './probe.ts'

const invoice = (row: object) => ['documents', { id: D, document_type: 'invoice', client_id: X, ...row }] as const
const sent = invoice({ state: 'sent', number: '1', subtotal_cents: 10, total_cents: 10, balance_due_cents: 10 })
const set = (what: string) => `UPDATE documents SET ${what} WHERE id = '${D}'`
const line = ['document_lines', { id: B, document_id: D, position: 1 }] as const
const billed = [
  'time_entries',
  { id: B, state: 'billed', document_id: D, document_line_id: A, rate_cents: 5, minutes: 60 },
] as const
const time = (what: string) => `UPDATE time_entries SET ${what} WHERE id = '${B}'`

const paid = ['payments', { id: A, state: 'succeeded', amount_cents: 4 }] as const
/** Each settles four of an invoice's ten, or settled them before it was undone. */
const settled = [
  [paid, ['payment_allocations', { payment_id: A, document_id: D, amount_cents: 4 }]],
  [paid, ['payment_allocations', { payment_id: A, document_id: D, amount_cents: 6, refunded_cents: 2 }]],
  [
    ['payments', { id: A, state: 'pending' }],
    ['payment_allocations', { payment_id: A, document_id: D, amount_cents: 5 }],
  ],
  [['credit_applications', { document_id: D, amount_cents: 4 }]],
  [
    ['credit_applications', { id: A, document_id: D, amount_cents: 5 }],
    ['credit_application_reversals', { application_id: A }],
  ],
  [['credit_notes', { document_id: D, state: 'posted', ar_applied_cents: 4 }]],
  [['credit_notes', { document_id: D, state: 'draft', ar_applied_cents: 5 }]],
  [['write_offs', { document_id: D, amount_cents: 4 }]],
] as const

export const documentProbes: Probes = {
  'documents.guard_new_document': {
    document_begins_as_draft: [
      probe([], sent, invoice({ state: 'draft', number: '1' }), invoice({ state: 'draft', balance_due_cents: 5 })),
    ],
  },
  'documents.guard_document': {
    document_locked: [
      probe(
        [sent],
        ...['total_cents = 7', `client_id = '${Y}'`, "issued_on = '2020-01-01'", "number = '2'"].map(set),
        ...[
          `corrects_id = '${A}'`,
          'deleted_at = now()',
          "terms = 'x'",
          'sent_at = now()',
          "due_on = '2030-01-01'",
        ].map(set),
        `DELETE FROM documents WHERE id = '${D}'`,
      ),
    ],
    document_state_back: [
      probe([invoice({ state: 'paid' })], set("state = 'sent'"), set("state = 'draft'"), set("state = 'void'")),
      probe([invoice({ state: 'void' })], set("state = 'sent'")),
      probe([invoice({ state: 'partially_paid' })], set("state = 'sent'"), set("state = 'void'")),
    ],
    invoice_has_money: [
      probe([sent, ['payment_allocations', { document_id: D }]], set("state = 'void'")),
      probe([sent, ['credit_applications', { document_id: D }]], set("state = 'void'")),
      probe([sent, ['credit_notes', { document_id: D, state: 'posted' }]], set("state = 'void'")),
      probe([sent, ['write_offs', { document_id: D }]], set("state = 'void'")),
    ],
    document_lines_differ: [
      probe([invoice({ state: 'draft', total_cents: 5 })], set("state = 'sent', number = '1'")),
      probe([invoice({ state: 'draft', subtotal_cents: 5 }), line], set("state = 'sent', number = '1'")),
    ],
  },
  'documents.guard_invoice_balance': {
    balance_differs: [
      probe([invoice({ state: 'draft', total_cents: 10 })], set('balance_due_cents = 5')),
      probe([invoice({ state: 'draft', total_cents: 10 })], set("state = 'sent', number = '1', balance_due_cents = 9")),
      probe([sent], ...['balance_due_cents = 0', "balance_due_cents = 9, state = 'partially_paid'"].map(set)),
      probe([invoice({ state: 'void', total_cents: 10 })], set('balance_due_cents = 10')),
      ...settled.map((one) => probe([sent, ...one], ...['balance_due_cents = 5', 'balance_due_cents = 0'].map(set))),
    ],
  },
  'document_lines.guard_document_lines': {
    document_locked: [
      probe([sent], ['document_lines', { document_id: D, position: 2 }]),
      probe(
        [sent, line],
        `UPDATE document_lines SET name = 'y' WHERE id = '${B}'`,
        `UPDATE document_lines SET document_id = '${R}' WHERE id = '${B}'`,
        `DELETE FROM document_lines WHERE id = '${B}'`,
      ),
    ],
  },
  'time_entries.guard_time_entry': {
    time_locked: [
      probe(
        [sent, billed],
        ...['minutes = 1', 'rate_cents = 6', `document_id = '${R}'`, "worked_on = '2020-01-01'"].map(time),
        ...["state = 'void', document_id = NULL", "state = 'approved', document_id = NULL", 'deleted_at = now()'].map(
          time,
        ),
        `DELETE FROM time_entries WHERE id = '${B}'`,
      ),
    ],
  },
}
