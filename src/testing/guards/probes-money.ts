import { A, B, D, type Probes, probe, X } from './probe.ts'

const waited = { announced_on: '2026-03-02' }
const failed = { failed_on: '2026-03-02', failure_reason: 'It never came' }
const payment = (row: { state?: 'pending' | 'failed'; [column: string]: unknown }) =>
  [
    'payments',
    {
      ...{ id: A, client_id: X, state: 'succeeded', amount_cents: 100, received_on: '2026-03-02' },
      ...(row.state ? { method: 'check', ...waited } : {}),
      ...(row.state === 'failed' ? failed : {}),
      ...row,
    },
  ] as const
const refund = (row: { state?: 'succeeded' | 'failed'; [column: string]: unknown }) =>
  [
    'payment_refunds',
    {
      ...{ id: B, payment_id: A, amount_cents: 10, state: 'pending', refunded_on: '2026-03-03' },
      ...(row.state === 'succeeded' ? {} : { announced_on: '2026-03-01' }),
      ...(row.state === 'failed' ? failed : {}),
      ...row,
    },
  ] as const
const fee = (cents: number) => ['payment_fees', { payment_id: A, amount_cents: cents }] as const
const part = (cents: number) =>
  ['payment_refund_parts', { refund_id: B, amount_cents: cents, allocation_id: null }] as const
const change = (table: string, id: string, ...sets: string[]) => [
  ...sets.map((set) => `UPDATE ${table} SET ${set} WHERE id = '${id}'`),
  `DELETE FROM ${table} WHERE id = '${id}'`,
]

const dated = ['documents', { id: D, document_type: 'invoice', client_id: X, issued_on: '2026-03-05' }] as const
const came = (cents: number, on: string) =>
  ['client_credit_entries', { client_id: X, cents_delta: cents, occurred_on: on }] as const

export const moneyProbes: Probes = {
  'payment_allocations.guard_settling_day': {
    settled_before_issued: [
      probe(
        [dated, payment({ received_on: '2026-03-04' })],
        ['payment_allocations', { payment_id: A, document_id: D }],
      ),
    ],
  },
  'credit_applications.guard_settling_day': {
    settled_before_issued: [
      probe([dated], ['credit_applications', { client_id: X, document_id: D, applied_on: '2026-03-04' }]),
    ],
  },
  'client_credit_entries.guard_promised_credit': {
    credit_promised: [probe([came(12, '2026-03-02'), payment({}), part(10), refund({})], came(-3, '2026-03-02'))],
  },
  'client_credit_entries.guard_credit_day': {
    credit_before_it_came: [
      probe([came(9, '2026-03-05')], came(-9, '2026-03-04')),
      // on that day it was there, and it is used by what is dated later
      probe([came(9, '2026-03-01'), came(-9, '2026-03-06'), came(9, '2026-03-08')], came(-1, '2026-03-02')),
    ],
  },
  'clients.guard_client_credit': {
    credit_differs: [
      probe([['clients', { id: X, credit_cents: 0 }]], `UPDATE clients SET credit_cents = 5 WHERE id = '${X}'`),
      probe(
        [
          ['clients', { id: X, credit_cents: 7 }],
          ['client_credit_entries', { client_id: X, cents_delta: 7 }],
        ],
        ...['0', '8'].map((cents) => `UPDATE clients SET credit_cents = ${cents} WHERE id = '${X}'`),
      ),
    ],
  },
  'clients.guard_new_client_credit': { credit_differs: [probe([], ['clients', { id: X, credit_cents: 5 }])] },
  'payments.guard_new_payment': { payment_immutable: [probe([], payment({ refunded_cents: 5 }))] },
  'payment_allocations.guard_new_payment': {
    payment_immutable: [probe([], ['payment_allocations', { document_id: D, refunded_cents: 1 }])],
  },
  'payments.guard_payment': {
    payment_immutable: [
      probe(
        [payment({})],
        ...change(
          'payments',
          A,
          'amount_cents = 1',
          "state = 'failed'",
          'refunded_cents = 1',
          "received_on = '2020-01-01'",
        ),
      ),
      probe(
        [payment({ state: 'failed' })],
        `UPDATE payments SET state = 'succeeded', failed_on = NULL, failure_reason = NULL WHERE id = '${A}'`,
        `UPDATE payments SET failure_reason = 'Another' WHERE id = '${A}'`,
      ),
      probe(
        [payment({ state: 'pending' })],
        ...change(
          'payments',
          A,
          "received_on = '2026-03-04'",
          'amount_cents = 1',
          "state = 'succeeded', amount_cents = 1",
          "state = 'failed', failed_on = '2026-03-04', failure_reason = 'No', received_on = '2026-03-04'",
        ),
      ),
    ],
  },
  'payment_allocations.guard_payment': {
    payment_immutable: [
      probe(
        [['payment_allocations', { id: A, document_id: D }]],
        ...change('payment_allocations', A, 'amount_cents = 2', 'refunded_cents = 1', `document_id = '${X}'`),
      ),
    ],
  },
  'intended_allocations.guard_intended_allocation': {
    payment_not_pending: [
      probe([payment({})], ['intended_allocations', { payment_id: A, document_id: D }]),
      probe([payment({ state: 'failed' })], ['intended_allocations', { payment_id: A, document_id: D }]),
    ],
  },
  'payment_allocations.guard_allocation': {
    payment_not_arrived: [
      probe([payment({ state: 'pending' })], ['payment_allocations', { payment_id: A, document_id: D }]),
      probe([payment({ state: 'failed' })], ['payment_allocations', { payment_id: A, document_id: D }]),
    ],
  },
  'payment_fees.guard_payment_fee': {
    payment_fee_wrong: [
      probe([payment({ method: 'check' })], fee(10)),
      probe([payment({ method: 'stripe', state: 'failed' })], fee(10)),
      probe([payment({ method: 'stripe' })], fee(100)),
    ],
  },
  'payment_reversals.guard_payment_reversal': {
    payment_refunded: [probe([payment({}), refund({})], ['payment_reversals', { payment_id: A }])],
    payment_not_reversible: [probe([payment({ state: 'pending' })], ['payment_reversals', { payment_id: A }])],
  },
  'payment_refunds.guard_refund': {
    refund_immutable: [
      probe([refund({ state: 'succeeded' })], ...change('payment_refunds', B, 'amount_cents = 1', "state = 'failed'")),
      probe(
        [refund({ state: 'failed' })],
        `UPDATE payment_refunds SET state = 'pending', failed_on = NULL, failure_reason = NULL WHERE id = '${B}'`,
      ),
      probe(
        [refund({})],
        `UPDATE payment_refunds SET amount_cents = 1, state = 'succeeded' WHERE id = '${B}'`,
        `UPDATE payment_refunds SET refunded_on = '2026-03-09' WHERE id = '${B}'`,
      ),
    ],
  },
  'payment_refunds.roll_up_refund': {
    credit_promised: [probe([payment({}), part(10)], refund({}))],
    refund_sources_differ: [probe([payment({})], refund({}))],
    refund_exceeds_payment: [probe([payment({ amount_cents: 5 }), part(10)], refund({}))],
    payment_not_refundable: [
      probe([payment({ state: 'pending' }), part(10)], refund({})),
      probe([payment({}), ['payment_reversals', { payment_id: A }], part(10)], refund({})),
      probe([payment({}), part(10)], refund({ refunded_on: '2026-03-01' })),
    ],
  },
  'payment_refund_parts.check_refund_part': {
    refund_sources_differ: [probe([payment({}), refund({})], part(3))],
    refund_exceeds_payment: [probe([payment({ amount_cents: 5 }), refund({})], part(10))],
    payment_not_refundable: [probe([payment({ state: 'failed' }), refund({})], part(10))],
  },
}
