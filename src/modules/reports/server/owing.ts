/** What every cause of a posting to payables or reimbursements did to which bill or member's expense; `l` is the entry. */
const causes: readonly { type: string; kind: 'bill' | 'expense'; from: string; record: string; cents: string }[] = [
  { type: 'bill', kind: 'bill', from: bills(), record: 'b.id', cents: 'b.total_cents' },
  { type: 'bill_void', kind: 'bill', from: bills(), record: 'b.id', cents: '-b.total_cents' },
  {
    type: 'bill_payment',
    kind: 'bill',
    from: 'JOIN bill_payment_allocations a ON a.company_id = $1 AND a.payment_id = l.source_id',
    record: 'a.bill_id',
    cents: '-a.amount_cents',
  },
  {
    type: 'bill_payment_reversal',
    kind: 'bill',
    from: `JOIN bill_payment_reversals r ON r.company_id = $1 AND r.id = l.source_id
      JOIN bill_payment_allocations a ON a.company_id = $1 AND a.payment_id = r.payment_id`,
    record: 'a.bill_id',
    cents: 'a.amount_cents',
  },
  { type: 'expense', kind: 'expense', from: members('l.source_id'), record: 'x.id', cents: 'x.amount_cents' },
  {
    type: 'reversal',
    kind: 'expense',
    from: `JOIN journal_entries r ON r.company_id = $1 AND r.id = l.source_id AND r.source_type = 'expense' ${members('r.source_id')}`,
    record: 'x.id',
    cents: '-x.amount_cents',
  },
  {
    type: 'expense_reimbursement',
    kind: 'expense',
    from: `JOIN expense_reimbursement_items i ON i.company_id = $1 AND i.reimbursement_id = l.source_id ${members('i.expense_id')}`,
    record: 'x.id',
    cents: '-x.amount_cents',
  },
  {
    type: 'reversal',
    kind: 'expense',
    from: `JOIN journal_entries r ON r.company_id = $1 AND r.id = l.source_id AND r.source_type = 'expense_reimbursement'
      JOIN expense_reimbursement_items i ON i.company_id = $1 AND i.reimbursement_id = r.source_id ${members('i.expense_id')}`,
    record: 'x.id',
    cents: 'x.amount_cents',
  },
]

function bills(): string {
  return 'JOIN bills b ON b.company_id = $1 AND b.id = l.source_id'
}

function members(id: string): string {
  return `JOIN expenses x ON x.company_id = $1 AND x.id = ${id} AND x.paid_by = 'member'`
}

const moved = causes.map(
  ({ type, kind, from, record, cents }) => `
    SELECT '${kind}' AS kind, ${record} AS record_id, l.counts_from, (${cents})::bigint AS cents
    FROM later l ${from} WHERE l.source_type = '${type}'`,
)

/**
 * CTE `owing (kind, record_id, day, cents)`: what was owed on bills and to members at the end of each of the days, made
 * as `owedInvoices` makes its balances, whose `later` and `days` it reads.
 */
export const owingRecords = `
  owing AS (
    SELECT s.kind, s.record_id, s.day, sum(s.cents)::bigint AS cents FROM (
      SELECT 'bill' AS kind, b.id AS record_id, days.day, b.balance_due_cents AS cents
      FROM bills b CROSS JOIN days WHERE b.company_id = $1 AND b.balance_due_cents > 0
      UNION ALL
      SELECT 'expense', x.id, days.day, x.amount_cents
      FROM expenses x CROSS JOIN days
      WHERE x.company_id = $1 AND x.state = 'approved' AND x.paid_by = 'member' AND x.deleted_at IS NULL
      UNION ALL
      SELECT m.kind, m.record_id, days.day, -m.cents
      FROM (${moved.join(' UNION ALL ')}) m JOIN days ON m.counts_from > days.day
    ) s
    GROUP BY s.kind, s.record_id, s.day HAVING sum(s.cents) <> 0
  )`
