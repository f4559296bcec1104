import type { Invariant } from './invariant.ts'

const posted = "state NOT IN ('draft', 'void')"

export const payableInvariants: readonly Invariant[] = [
  {
    rule: 4,
    name: 'payables',
    says: 'What all open bills are due is the balance of Accounts Payable.',
    sql: `SELECT 'account' AS "subjectType", a.id AS "subjectId", format('bills %s, ledger %s', d.cents, b.cents) AS detail
          FROM accounts a
          CROSS JOIN LATERAL (SELECT coalesce(sum(balance_due_cents), 0) AS cents FROM bills WHERE company_id = a.company_id) d
          CROSS JOIN LATERAL (SELECT coalesce(sum(credit_cents - debit_cents), 0) AS cents FROM account_balances
                              WHERE company_id = a.company_id AND account_id = a.id) b
          WHERE a.company_id = $1 AND a.system_key = 'accounts_payable' AND d.cents <> b.cents`,
  },
  {
    rule: 5,
    name: 'bill-totals',
    says: 'A bill is the sum of its lines, and its balance lies between zero and its total.',
    sql: `SELECT 'bill' AS "subjectType", b.id AS "subjectId",
            format('subtotal %s, tax %s, total %s, due %s', b.subtotal_cents, b.tax_cents, b.total_cents, b.balance_due_cents) AS detail
          FROM bills b
          CROSS JOIN LATERAL (
            SELECT coalesce(sum(subtotal_cents), 0) AS subtotal, coalesce(sum(tax_cents), 0) AS tax
            FROM bill_lines l WHERE l.company_id = b.company_id AND l.bill_id = b.id) s
          WHERE b.company_id = $1 AND (b.total_cents <> s.subtotal + s.tax OR b.balance_due_cents NOT BETWEEN 0 AND b.total_cents)`,
  },
  {
    rule: 5,
    name: 'bill-payments-allocated',
    says: 'A payment of bills goes to bills of its vendor, all of it.',
    sql: `SELECT 'bill_payment' AS "subjectType", p.id AS "subjectId", format('amount %s, bills %s', p.amount_cents, s.cents) AS detail
          FROM bill_payments p
          CROSS JOIN LATERAL (
            SELECT coalesce(sum(a.amount_cents), 0) AS cents, coalesce(bool_or(b.vendor_id <> p.vendor_id), false) AS strange
            FROM bill_payment_allocations a JOIN bills b ON b.company_id = a.company_id AND b.id = a.bill_id
            WHERE a.company_id = p.company_id AND a.payment_id = p.id) s
          WHERE p.company_id = $1 AND (s.cents <> p.amount_cents OR s.strange)`,
  },
  {
    rule: 6,
    name: 'bills-posted-in-full',
    says: "A bill's entry moves Accounts Payable by its total.",
    sql: `SELECT 'bill' AS "subjectType", b.id AS "subjectId", format('total %s, posted %s', b.total_cents, x.cents) AS detail
          FROM bills b
          JOIN journal_entries e ON e.company_id = b.company_id AND e.source_type = 'bill' AND e.source_id = b.id
          CROSS JOIN LATERAL (SELECT coalesce(sum(l.credit_cents - l.debit_cents), 0) AS cents FROM journal_lines l
            JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id AND a.system_key = 'accounts_payable'
            WHERE l.company_id = e.company_id AND l.entry_id = e.id) x
          WHERE b.company_id = $1 AND x.cents <> b.total_cents`,
  },
  {
    rule: 7,
    name: 'bill-balances',
    says: 'The balance of every bill is its total less live payments.',
    sql: `SELECT 'bill' AS "subjectType", b.id AS "subjectId", format('stored %s, computed %s', b.balance_due_cents, x.due) AS detail
          FROM bills b
          LEFT JOIN (SELECT a.bill_id, sum(a.amount_cents) AS cents FROM bill_payment_allocations a
                     WHERE a.company_id = $1 AND NOT EXISTS (
                       SELECT FROM bill_payment_reversals r WHERE r.company_id = a.company_id AND r.payment_id = a.payment_id)
                     GROUP BY a.bill_id) paid ON paid.bill_id = b.id
          CROSS JOIN LATERAL (SELECT CASE WHEN b.${posted} THEN b.total_cents - coalesce(paid.cents, 0) ELSE 0 END AS due) x
          WHERE b.company_id = $1 AND b.balance_due_cents <> x.due`,
  },
]
