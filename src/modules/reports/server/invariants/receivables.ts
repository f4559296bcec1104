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
    says: 'The balance of every invoice is its total less live payments and applied credit.',
    sql: `SELECT 'invoice' AS "subjectType", d.id AS "subjectId", format('stored %s, computed %s', d.balance_due_cents, x.due) AS detail
          FROM documents d
          LEFT JOIN (SELECT a.document_id, sum(a.amount_cents - a.refunded_cents) AS cents FROM payment_allocations a
                     JOIN payments p ON p.company_id = a.company_id AND p.id = a.payment_id AND p.state = 'succeeded'
                     WHERE a.company_id = $1 AND NOT EXISTS (
                       SELECT FROM payment_reversals r WHERE r.company_id = a.company_id AND r.payment_id = a.payment_id)
                     GROUP BY a.document_id) paid ON paid.document_id = d.id
          LEFT JOIN (SELECT document_id, sum(amount_cents) AS cents FROM credit_applications WHERE company_id = $1 GROUP BY document_id) credit ON credit.document_id = d.id
          CROSS JOIN LATERAL (SELECT CASE WHEN d.document_type <> 'invoice' OR d.state IN ('draft', 'void') THEN 0
                              ELSE d.total_cents - coalesce(paid.cents, 0) - coalesce(credit.cents, 0) END AS due) x
          WHERE d.company_id = $1 AND d.document_type = 'invoice' AND d.balance_due_cents <> x.due`,
  },
]
