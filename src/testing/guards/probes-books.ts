import { A, B, type Probes, probe, X } from './probe.ts'
import { company } from './scratch.ts'

/** An entry with two lines, in one statement. */
const entry = (
  debit: number,
  credit: number,
  { source = 'manual', account = A }: { source?: string; account?: string } = {},
) =>
  `WITH e AS (INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at)
     VALUES ('${company}', '${B}', '2026-03-02', 'm', '${source}', '${B}', now()))
   INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents)
     VALUES ('${company}', '${B}', 1, '2026-03-02', '${account}', ${debit}, 0), ('${company}', '${B}', 2, '2026-03-02', '${X}', 0, ${credit})`
const account = (row: object) => ['accounts', { id: A, code: '1000', type: 'asset', ...row }] as const
const line = (at: number, row: object = {}) =>
  [
    'journal_lines',
    { entry_id: B, line_no: at, entry_date: '2026-03-02', debit_cents: at, credit_cents: 0, ...row },
  ] as const
const posted = ['journal_entries', { id: B, entry_date: '2026-03-02', source_type: 'manual' }] as const

const counter = { series: 'invoice', period: '2026-11', first_number: 2, last_number: 5 }

export const bookProbes: Probes = {
  'number_counters.guard_number_counter': {
    number_counter_fixed: [
      probe(
        [['number_counters', counter]],
        ...['last_number = 7', 'last_number = 4', 'first_number = 3, last_number = 6'].map(
          (set) => `UPDATE number_counters SET ${set}`,
        ),
        "UPDATE number_counters SET period = '2026-12', last_number = 6",
        'DELETE FROM number_counters',
      ),
    ],
  },
  'accounts.system_account': {
    account_system_kept: [
      probe(
        [account({ system_key: 'cash' })],
        ...["type = 'income'", 'system_key = NULL', 'control = true', 'contra = true'].map(
          (set) => `UPDATE accounts SET ${set}`,
        ),
        'DELETE FROM accounts',
      ),
    ],
  },
  'journal_entries.new_entries': {
    entry_unbalanced: [
      probe([['journal_lines', {}]], posted),
      probe([['journal_lines', { entry_id: X }]], entry(5, 4)),
    ],
    books_locked: [
      probe(
        [
          ['companies', { id: company, books_locked_through: '2026-03-02' }],
          ['journal_lines', { entry_id: X }],
        ],
        entry(5, 5),
      ),
    ],
  },
  'journal_lines.new_lines': {
    entry_immutable: [
      probe([posted, line(1), line(2), account({})], line(3)),
      probe([posted, account({})], line(1, { entry_date: '2026-03-03' })),
      probe([account({})], line(1, { entry_id: X })),
    ],
    account_controlled: [
      probe(
        [account({ control: true }), account({ id: X, code: '2000' }), ['journal_entries', { id: X }]],
        entry(5, 5),
      ),
      probe(
        [account({ derived: true }), account({ id: X, code: '2000' }), ['journal_entries', { id: X }]],
        entry(5, 5, { source: 'payment' }),
      ),
    ],
  },
  'companies.company_currency_kept': {
    company_currency_fixed: [
      probe([['companies', { id: company, currency: 'USD' }], posted], "UPDATE companies SET currency = 'EUR'"),
    ],
  },
}
