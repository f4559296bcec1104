import type { Invariant } from './invariant.ts'

/** Whose money a line on Employee Reimbursements is: by the expense or reimbursement that its entry, or what it reverses, came from. */
const ledgerByMember = `
  SELECT coalesce(x.member_id, r.member_id) AS member_id, sum(l.credit_cents - l.debit_cents) AS cents
  FROM accounts a
  JOIN journal_lines l ON l.company_id = a.company_id AND l.account_id = a.id
  JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id
  LEFT JOIN journal_entries o ON o.company_id = e.company_id AND o.id = e.reverses_entry_id
  CROSS JOIN LATERAL (SELECT coalesce(o.source_type, e.source_type) AS source_type, coalesce(o.source_id, e.source_id) AS source_id) s
  LEFT JOIN expenses x ON s.source_type = 'expense' AND x.company_id = e.company_id AND x.id = s.source_id
  LEFT JOIN expense_reimbursements r ON s.source_type = 'expense_reimbursement' AND r.company_id = e.company_id AND r.id = s.source_id
  WHERE a.company_id = $1 AND a.system_key = 'employee_reimbursements' GROUP BY 1`

export const expenseInvariants: readonly Invariant[] = [
  {
    rule: 4,
    name: 'reimbursements-by-member',
    says: 'What each member paid and was not paid back is what Employee Reimbursements says.',
    sql: `SELECT 'member' AS "subjectType", coalesce(x.member_id, l.member_id) AS "subjectId",
            format('expenses %s, ledger %s', coalesce(x.cents, 0), coalesce(l.cents, 0)) AS detail
          FROM (SELECT member_id, sum(amount_cents) AS cents FROM expenses
                WHERE company_id = $1 AND state = 'approved' AND paid_by = 'member' GROUP BY member_id) x
          FULL JOIN (${ledgerByMember}) l ON l.member_id = x.member_id
          WHERE coalesce(x.cents, 0) <> coalesce(l.cents, 0)`,
  },
  {
    rule: 4,
    name: 'reimbursements-add-up',
    says: 'A reimbursement is the sum of what it paid back, all of one member; live ones are what their expenses name.',
    sql: `SELECT 'expense_reimbursement' AS "subjectType", r.id AS "subjectId", format('amount %s, expenses %s', r.amount_cents, i.cents) AS detail
          FROM expense_reimbursements r
          CROSS JOIN LATERAL (SELECT coalesce(sum(i.amount_cents) FILTER (WHERE x.member_id = r.member_id AND x.amount_cents = i.amount_cents), 0) AS cents,
              count(*) FILTER (WHERE x.reimbursement_id IS DISTINCT FROM r.id) AS apart
            FROM expense_reimbursement_items i JOIN expenses x ON x.company_id = i.company_id AND x.id = i.expense_id
            WHERE i.company_id = r.company_id AND i.reimbursement_id = r.id) i
          WHERE r.company_id = $1 AND (i.cents <> r.amount_cents OR (i.apart > 0 AND NOT EXISTS (
            SELECT FROM expense_reimbursement_reversals v WHERE v.company_id = r.company_id AND v.reimbursement_id = r.id)))
          UNION ALL
          SELECT 'expense', x.id, 'names a reimbursement that is not of it' FROM expenses x
          WHERE x.company_id = $1 AND x.reimbursement_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM expense_reimbursement_items i
            WHERE i.company_id = x.company_id AND i.reimbursement_id = x.reimbursement_id AND i.expense_id = x.id)`,
  },
  {
    rule: 6,
    name: 'expenses-posted-in-full',
    says: 'An expense in the books stands there with its amount; a void one, and an undone reimbursement, is reversed, and no other.',
    sql: `SELECT c.kind AS "subjectType", c.id AS "subjectId", format('amount %s, posted %s, undone %s, reversed %s', c.cents, p.cents, c.undone, p.reversed) AS detail
          FROM (
            SELECT 'expense' AS kind, x.id, x.amount_cents AS cents, x.state = 'void' AS undone FROM expenses x
              WHERE x.company_id = $1 AND x.posted_on IS NOT NULL
            UNION ALL SELECT 'expense_reimbursement', r.id, r.amount_cents, EXISTS (SELECT FROM expense_reimbursement_reversals v
              WHERE v.company_id = r.company_id AND v.reimbursement_id = r.id) FROM expense_reimbursements r WHERE r.company_id = $1) c
          JOIN journal_entries e ON e.company_id = $1 AND e.source_type = c.kind AND e.source_id = c.id
          CROSS JOIN LATERAL (SELECT (SELECT sum(l.debit_cents) FROM journal_lines l WHERE l.company_id = e.company_id AND l.entry_id = e.id) AS cents,
            EXISTS (SELECT FROM journal_entries v WHERE v.company_id = e.company_id AND v.reverses_entry_id = e.id) AS reversed) p
          WHERE p.cents <> c.cents OR p.reversed <> c.undone`,
  },
  {
    rule: 9,
    name: 'expenses-billed-to-their-client',
    says: 'A billed expense names a line of an invoice of its client.',
    sql: `SELECT 'expense' AS "subjectType", x.id AS "subjectId", 'names a line that is not on an invoice of its client' AS detail FROM expenses x
          WHERE x.company_id = $1 AND x.document_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM document_lines l JOIN documents d ON d.company_id = l.company_id AND d.id = l.document_id
            WHERE l.company_id = x.company_id AND l.document_id = x.document_id AND l.id = x.document_line_id AND d.client_id = x.client_id)`,
  },
]
