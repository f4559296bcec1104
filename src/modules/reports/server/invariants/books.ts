import type { Invariant } from './invariant.ts'

export const bookInvariants: readonly Invariant[] = [
  {
    rule: 1,
    name: 'entries-balance',
    says: 'Each entry has at least two lines and equal sides above zero.',
    sql: `SELECT 'journal_entry' AS "subjectType", e.id AS "subjectId",
            format('%s lines, debits %s, credits %s', coalesce(l.lines, 0), coalesce(l.debits, 0), coalesce(l.credits, 0)) AS detail
          FROM journal_entries e
          LEFT JOIN (SELECT entry_id, count(*) AS lines, sum(debit_cents) AS debits, sum(credit_cents) AS credits
                     FROM journal_lines WHERE company_id = $1 GROUP BY entry_id) l ON l.entry_id = e.id
          WHERE e.company_id = $1 AND (l.lines >= 2 AND l.debits = l.credits AND l.debits > 0) IS NOT TRUE`,
  },
  {
    rule: 1,
    name: 'trial-balance-zero',
    says: 'The trial balance sums to zero at every date.',
    sql: `SELECT 'date' AS "subjectType", NULL::uuid AS "subjectId", format('%s: %s', day, running) AS detail
          FROM (SELECT entry_date AS day, sum(sum(debit_cents - credit_cents)) OVER (ORDER BY entry_date) AS running
                FROM journal_lines WHERE company_id = $1 GROUP BY entry_date) d
          WHERE running <> 0`,
  },
  {
    rule: 1,
    name: 'lines-dated-like-entries',
    says: 'Every line bears the date of its entry.',
    sql: `SELECT 'journal_entry' AS "subjectType", l.entry_id AS "subjectId", format('line %s is dated %s', l.line_no, l.entry_date) AS detail
          FROM journal_lines l JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id
          WHERE l.company_id = $1 AND l.entry_date <> e.entry_date`,
  },
  {
    rule: 7,
    name: 'monthly-balances',
    says: 'Rebuilding the monthly balances from the lines changes nothing.',
    sql: `SELECT 'account' AS "subjectType", coalesce(b.account_id, s.account_id) AS "subjectId",
            format('%s: stored %s/%s, lines %s/%s', coalesce(b.month, s.month), b.debit_cents, b.credit_cents, s.debit, s.credit) AS detail
          FROM (SELECT * FROM account_balances WHERE company_id = $1) b
          FULL JOIN (SELECT account_id, date_trunc('month', entry_date)::date AS month, sum(debit_cents) AS debit, sum(credit_cents) AS credit
                     FROM journal_lines WHERE company_id = $1 GROUP BY 1, 2) s ON s.account_id = b.account_id AND s.month = b.month
          WHERE (b.debit_cents, b.credit_cents) IS DISTINCT FROM (s.debit, s.credit)`,
  },
  {
    rule: 1,
    name: 'derived-never-posted',
    says: 'No line stands on a derived account, and no manual entry on a control account.',
    sql: `SELECT 'journal_entry' AS "subjectType", l.entry_id AS "subjectId", format('line %s on %s', l.line_no, a.code) AS detail
          FROM accounts a JOIN journal_lines l ON l.company_id = a.company_id AND l.account_id = a.id
          JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id
          WHERE a.company_id = $1 AND (a.derived OR (a.control AND e.source_type = 'manual'))`,
  },
]
