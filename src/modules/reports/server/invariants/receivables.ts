import type { Invariant } from './invariant.ts'

/** Lines of one control account, by client, from the side that makes it grow. */
const controlByClient = (systemKey: string, amount: string) => `
  SELECT l.client_id, sum(${amount}) AS cents FROM accounts a
  JOIN journal_lines l ON l.company_id = a.company_id AND l.account_id = a.id
  WHERE a.company_id = $1 AND a.system_key = '${systemKey}' GROUP BY l.client_id`

export const receivableInvariants: readonly Invariant[] = [
  {
    rule: 2,
    name: 'receivables-by-client',
    says: 'What invoices are due per client is what Accounts Receivable says.',
    sql: `SELECT 'client' AS "subjectType", coalesce(d.client_id, l.client_id) AS "subjectId",
            format('invoices %s, ledger %s', coalesce(d.cents, 0), coalesce(l.cents, 0)) AS detail
          FROM (SELECT client_id, sum(balance_due_cents) AS cents FROM documents
                WHERE company_id = $1 AND document_type = 'invoice' AND state <> 'draft' GROUP BY client_id) d
          FULL JOIN (${controlByClient('accounts_receivable', 'l.debit_cents - l.credit_cents')}) l ON l.client_id = d.client_id
          WHERE coalesce(d.cents, 0) <> coalesce(l.cents, 0)`,
  },
  {
    rule: 2,
    name: 'receivables',
    says: 'What all invoices are due is the balance of Accounts Receivable.',
    sql: `SELECT 'account' AS "subjectType", a.id AS "subjectId", format('invoices %s, ledger %s', d.cents, b.cents) AS detail
          FROM accounts a
          CROSS JOIN LATERAL (SELECT coalesce(sum(balance_due_cents), 0) AS cents FROM documents
                              WHERE company_id = a.company_id AND document_type = 'invoice' AND state <> 'draft') d
          CROSS JOIN LATERAL (SELECT coalesce(sum(debit_cents - credit_cents), 0) AS cents FROM account_balances
                              WHERE company_id = a.company_id AND account_id = a.id) b
          WHERE a.company_id = $1 AND a.system_key = 'accounts_receivable' AND d.cents <> b.cents`,
  },
  {
    rule: 3,
    name: 'credit-rollup',
    says: "Each client's credit is the sum of its credit entries and never below zero.",
    sql: `SELECT 'client' AS "subjectType", c.id AS "subjectId", format('stored %s, entries %s', c.credit_cents, coalesce(e.cents, 0)) AS detail
          FROM clients c
          LEFT JOIN (SELECT client_id, sum(cents_delta) AS cents FROM client_credit_entries WHERE company_id = $1 GROUP BY client_id) e ON e.client_id = c.id
          WHERE c.company_id = $1 AND (c.credit_cents <> coalesce(e.cents, 0) OR c.credit_cents < 0)`,
  },
  {
    rule: 3,
    name: 'credit-by-day',
    says: 'On no day had a client less than no credit.',
    sql: `SELECT 'client' AS "subjectType", d.client_id AS "subjectId", format('%s on %s', d.credit, d.occurred_on) AS detail
          FROM (SELECT client_id, occurred_on, sum(sum(cents_delta)) OVER (PARTITION BY client_id ORDER BY occurred_on) AS credit
                FROM client_credit_entries WHERE company_id = $1 GROUP BY client_id, occurred_on) d
          WHERE d.credit < 0`,
  },
  {
    rule: 2,
    name: 'settled-since-issued',
    says: 'Nothing that stands settled an invoice before its date.',
    sql: `SELECT 'invoice' AS "subjectType", d.id AS "subjectId", format('of %s, settled on %s', d.issued_on, x.day) AS detail
          FROM (SELECT a.document_id, p.received_on AS day FROM payment_allocations a
                JOIN payments p ON p.company_id = a.company_id AND p.id = a.payment_id
                WHERE a.company_id = $1 AND NOT EXISTS (SELECT FROM payment_reversals r WHERE r.company_id = $1 AND r.payment_id = p.id)
                UNION ALL SELECT c.document_id, c.applied_on FROM credit_applications c
                WHERE c.company_id = $1 AND NOT EXISTS (SELECT FROM credit_application_reversals r WHERE r.company_id = $1 AND r.application_id = c.id)
                UNION ALL SELECT w.document_id, w.written_off_on FROM write_offs w
                WHERE w.company_id = $1 AND NOT EXISTS (SELECT FROM write_off_reversals r WHERE r.company_id = $1 AND r.write_off_id = w.id)
                UNION ALL SELECT n.document_id, n.issued_on FROM credit_notes n
                WHERE n.company_id = $1 AND n.state = 'posted'
                  AND NOT EXISTS (SELECT FROM credit_note_reversals r WHERE r.company_id = $1 AND r.credit_note_id = n.id)) x
          JOIN documents d ON d.company_id = $1 AND d.id = x.document_id
          WHERE x.day < d.issued_on`,
  },
  {
    rule: 3,
    name: 'credit-by-client',
    says: "Each client's credit is what Customer Credits says.",
    sql: `SELECT 'client' AS "subjectType", coalesce(c.id, l.client_id) AS "subjectId",
            format('credit %s, ledger %s', coalesce(c.credit_cents, 0), coalesce(l.cents, 0)) AS detail
          FROM (SELECT id, credit_cents FROM clients WHERE company_id = $1) c
          FULL JOIN (${controlByClient('customer_credits', 'l.credit_cents - l.debit_cents')}) l ON l.client_id = c.id
          WHERE coalesce(c.credit_cents, 0) <> coalesce(l.cents, 0)`,
  },
  {
    rule: 7,
    name: 'balances-due',
    says: 'The balance of every invoice is its total less live payments, applied credit, credit notes and write-offs.',
    sql: `SELECT 'invoice' AS "subjectType", d.id AS "subjectId", format('stored %s, computed %s', d.balance_due_cents, x.due_cents) AS detail
          FROM documents d JOIN invoice_balances x ON x.company_id = d.company_id AND x.document_id = d.id
          WHERE d.company_id = $1 AND x.company_id = $1 AND d.balance_due_cents <> x.due_cents`,
  },
  {
    rule: 7,
    name: 'days-owed',
    says: 'Every invoice knows the first and the last day on which what it owes moved.',
    sql: `SELECT 'invoice' AS "subjectType", d.id AS "subjectId",
            format('stored %s to %s (%s), moved %s to %s (%s)', d.moved_from, d.moved_to, d.owed_class, x.moved_from, x.moved_to, x.owed_class) AS detail
          FROM documents d JOIN invoice_days x ON x.company_id = d.company_id AND x.document_id = d.id
          WHERE d.company_id = $1 AND x.company_id = $1
            AND (d.moved_from, d.moved_to, d.owed_class) IS DISTINCT FROM (x.moved_from, x.moved_to, x.owed_class)`,
  },
  {
    rule: 7,
    name: 'refunds-rollup',
    says: 'What payments and their allocations say was refunded is the sum of the refunds that arrived, and of their parts.',
    sql: `WITH arrived AS (SELECT r.id, r.payment_id, r.amount_cents FROM payment_refunds r WHERE r.company_id = $1 AND r.state = 'succeeded'),
            parts AS (SELECT t.refund_id, t.allocation_id, t.amount_cents FROM payment_refund_parts t WHERE t.company_id = $1)
          SELECT 'payment' AS "subjectType", p.id AS "subjectId", format('stored %s, refunds %s', p.refunded_cents, coalesce(r.cents, 0)) AS detail
          FROM payments p LEFT JOIN (SELECT payment_id, sum(amount_cents) AS cents FROM arrived GROUP BY 1) r ON r.payment_id = p.id
          WHERE p.company_id = $1 AND p.refunded_cents <> coalesce(r.cents, 0)
          UNION ALL
          SELECT 'payment', a.payment_id, format('stored %s on an invoice, refunds %s', a.refunded_cents, coalesce(t.cents, 0))
          FROM payment_allocations a LEFT JOIN (SELECT t.allocation_id, sum(t.amount_cents) AS cents FROM parts t JOIN arrived r ON r.id = t.refund_id GROUP BY 1) t ON t.allocation_id = a.id
          WHERE a.company_id = $1 AND a.refunded_cents <> coalesce(t.cents, 0)
          UNION ALL
          SELECT 'payment_refund', r.id, format('amount %s, parts %s', r.amount_cents, coalesce(t.cents, 0))
          FROM payment_refunds r LEFT JOIN (SELECT refund_id, sum(amount_cents) AS cents FROM parts GROUP BY 1) t ON t.refund_id = r.id
          WHERE r.company_id = $1 AND r.amount_cents <> coalesce(t.cents, 0)`,
  },
  {
    rule: 3,
    name: 'credit-entries-have-sources',
    says: 'What payments left over, refunds, uses of credit and adjustments moved is what the credit ledger says of them.',
    sql: `WITH causes AS (
            SELECT 'overpayment' AS kind, p.id AS source_id, p.amount_cents - coalesce((SELECT sum(a.amount_cents) FROM payment_allocations a
              WHERE a.company_id = p.company_id AND a.payment_id = p.id), 0) AS cents FROM payments p WHERE p.company_id = $1 AND p.state = 'succeeded'
            UNION ALL SELECT 'payment_reversal', r.payment_id, coalesce((SELECT sum(a.amount_cents) FROM payment_allocations a
              WHERE a.company_id = r.company_id AND a.payment_id = r.payment_id), 0) - p.amount_cents
              FROM payment_reversals r JOIN payments p ON p.company_id = r.company_id AND p.id = r.payment_id WHERE r.company_id = $1
            UNION ALL SELECT 'refund', t.refund_id, -t.amount_cents FROM payment_refund_parts t
              JOIN payment_refunds r ON r.company_id = t.company_id AND r.id = t.refund_id AND r.state = 'succeeded'
              WHERE t.company_id = $1 AND t.allocation_id IS NULL
            UNION ALL SELECT 'application', c.id, -c.amount_cents FROM credit_applications c WHERE c.company_id = $1
            UNION ALL SELECT 'application_reversal', r.id, c.amount_cents FROM credit_application_reversals r
              JOIN credit_applications c ON c.company_id = r.company_id AND c.id = r.application_id WHERE r.company_id = $1
            UNION ALL SELECT 'manual_adjustment', a.id, a.cents_delta FROM credit_adjustments a WHERE a.company_id = $1)
          SELECT 'credit_entry' AS "subjectType", coalesce(e.id, s.source_id) AS "subjectId",
            format('%s: cause %s, entry %s', coalesce(e.kind, s.kind), coalesce(s.cents, 0), coalesce(e.cents_delta, 0)) AS detail
          FROM (SELECT * FROM causes WHERE cents <> 0) s
          FULL JOIN (SELECT * FROM client_credit_entries WHERE company_id = $1 AND kind <> 'credit_note') e ON e.kind = s.kind AND e.source_id = s.source_id
          WHERE e.cents_delta IS DISTINCT FROM s.cents`,
  },
]
