import { A, B, D, type Probes, probe, R, X, Y } from './probe.ts'

const invoice = (row: object = {}) =>
  [
    'documents',
    {
      ...{ id: D, document_type: 'invoice', client_id: X, state: 'sent', subtotal_cents: 10, discount_cents: 0 },
      ...{ tax_cents: 2, total_cents: 12, balance_due_cents: 5, ...row },
    },
  ] as const
const replacement = (row: object = {}) =>
  ['documents', { id: R, document_type: 'invoice', client_id: X, state: 'draft', corrects_id: D, ...row }] as const
const note = (row: object = {}) =>
  [
    'credit_notes',
    { id: A, document_id: D, client_id: X, state: 'draft', subtotal_cents: 4, tax_cents: 1, ...row },
  ] as const
const noteLine = (subtotal: number, tax: number) =>
  ['credit_note_lines', { id: B, credit_note_id: A, subtotal_cents: subtotal, tax_cents: tax, position: 1 }] as const
const post = `UPDATE credit_notes SET state = 'posted' WHERE id = '${A}'`
const correction = ['invoice_corrections', { document_id: D, replacement_id: R, moved_records: 0 }] as const
const credited = note({ state: 'posted', subtotal_cents: 10, tax_cents: 2 })

export const correctionProbes: Probes = {
  'credit_notes.guard_credit_note': {
    credit_note_immutable: [
      probe(
        [invoice(), note({ state: 'posted' })],
        ...["reason = 'x'", 'subtotal_cents = 1', "state = 'draft'", 'deleted_at = now()', `document_id = '${R}'`].map(
          (set) => `UPDATE credit_notes SET ${set} WHERE id = '${A}'`,
        ),
        `DELETE FROM credit_notes WHERE id = '${A}'`,
      ),
    ],
    credit_note_of_other_client: [
      probe([invoice()], note({ client_id: Y })),
      probe([invoice({ document_type: 'estimate' })], note()),
    ],
    invoice_not_sent: [
      probe([invoice({ state: 'void' }), note(), noteLine(4, 1)], post),
      probe([invoice({ state: 'draft' }), note(), noteLine(4, 1)], post),
    ],
    credit_note_lines_differ: [
      probe([invoice(), note()], post),
      probe([invoice(), note(), noteLine(3, 1)], post),
      probe([invoice()], note({ state: 'posted' })),
    ],
    credit_note_exceeds_invoice: [
      probe([invoice(), note({ subtotal_cents: 11 }), noteLine(11, 1)], post),
      probe([invoice(), note({ tax_cents: 3 }), noteLine(4, 3)], post),
      probe([invoice({ discount_cents: 7 }), note(), noteLine(4, 1)], post),
      probe(
        [invoice(), note(), noteLine(4, 1), note({ id: B, state: 'posted', subtotal_cents: 7, tax_cents: 0 })],
        post,
      ),
    ],
  },
  'credit_note_lines.guard_credit_note_lines': {
    credit_note_immutable: [
      probe([note({ state: 'posted' })], noteLine(1, 0)),
      probe(
        [note({ state: 'posted' }), noteLine(4, 1)],
        `UPDATE credit_note_lines SET subtotal_cents = 1 WHERE id = '${B}'`,
        `UPDATE credit_note_lines SET credit_note_id = '${R}' WHERE id = '${B}'`,
        `DELETE FROM credit_note_lines WHERE id = '${B}'`,
      ),
    ],
  },
  'credit_note_reversals.guard_credit_note_reversal': {
    credit_note_not_posted: [probe([note()], ['credit_note_reversals', { credit_note_id: A }])],
    correction_kept: [
      probe(
        [invoice(), note({ state: 'posted' }), replacement(), correction],
        ['credit_note_reversals', { credit_note_id: A }],
      ),
      probe(
        [
          ...[invoice(), note({ state: 'posted' }), replacement({ deleted_at: '2026-03-02' })],
          ['invoice_corrections', { document_id: D, replacement_id: R, moved_records: 1 }],
        ],
        ['credit_note_reversals', { credit_note_id: A }],
      ),
    ],
  },
  'write_offs.guard_write_off': {
    write_off_exceeds_balance: [
      probe([invoice()], ['write_offs', { document_id: D, client_id: X, amount_cents: 6 }]),
      probe([invoice()], ['write_offs', { document_id: D, client_id: Y, amount_cents: 5 }]),
      probe([invoice({ state: 'void' })], ['write_offs', { document_id: D, client_id: X, amount_cents: 5 }]),
      probe(
        [invoice({ document_type: 'estimate' })],
        ['write_offs', { document_id: D, client_id: X, amount_cents: 5 }],
      ),
    ],
  },
  'invoice_corrections.guard_invoice_correction': {
    invoice_corrected: [probe([invoice(), replacement(), credited, correction], correction)],
    correction_incomplete: [
      probe([invoice(), replacement()], correction),
      probe([invoice(), replacement(), note({ state: 'posted' })], correction),
      probe([invoice(), replacement({ corrects_id: null }), credited], correction),
      probe([invoice(), replacement({ state: 'sent' }), credited], correction),
      probe([invoice(), replacement({ client_id: Y }), credited], correction),
    ],
  },
}
