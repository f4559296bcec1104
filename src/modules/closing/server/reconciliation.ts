import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'

type ControlSource = {
  systemKey: string
  records: string
  /** The sum of the records, from the account's normal side. */
  sum: string
}

/** Every control account, and what its records add up to. */
const controls: readonly ControlSource[] = [
  {
    systemKey: 'accounts_receivable',
    records: 'Open invoices',
    sum: `SELECT sum(balance_due_cents) FROM documents
          WHERE company_id = $1 AND document_type = 'invoice' AND state <> 'draft' AND balance_due_cents > 0`,
  },
  {
    systemKey: 'customer_credits',
    records: 'Credit of clients',
    sum: 'SELECT sum(credit_cents) FROM clients WHERE company_id = $1 AND credit_cents > 0',
  },
  {
    systemKey: 'accounts_payable',
    records: 'Open bills',
    sum: 'SELECT sum(balance_due_cents) FROM bills WHERE company_id = $1 AND balance_due_cents > 0',
  },
  {
    systemKey: 'employee_reimbursements',
    records: 'Expenses not paid back',
    sum: "SELECT sum(amount_cents) FROM expenses WHERE company_id = $1 AND state = 'approved' AND paid_by = 'member'",
  },
]

const controlRows = controls
  .map(
    ({ systemKey, records, sum }) => `
    SELECT a.id AS "accountId", a.code, a.name, '${records}' AS records, coalesce((${sum}), 0)::bigint AS "recordsCents",
      coalesce((SELECT sum(CASE WHEN a.type IN ('asset', 'expense') THEN b.debit_cents - b.credit_cents ELSE b.credit_cents - b.debit_cents END)
                FROM account_balances b WHERE b.company_id = a.company_id AND b.account_id = a.id), 0)::bigint AS "ledgerCents"
    FROM accounts a WHERE a.company_id = $1 AND a.system_key = '${systemKey}'`,
  )
  .join(' UNION ALL ')

/** Per client, only where the two differ; asked when the sums differ, since it reads every line of the account. */
const clientDifferences = `
  SELECT x.code AS "accountCode", c.id AS "clientId", c.display_name AS "clientName", x.ledger AS "ledgerCents", x.records AS "recordsCents"
  FROM (
    SELECT '1100' AS code, coalesce(d.client_id, l.client_id) AS client_id, coalesce(l.cents, 0)::bigint AS ledger, coalesce(d.cents, 0)::bigint AS records
    FROM (SELECT client_id, sum(balance_due_cents) AS cents FROM documents
          WHERE company_id = $1 AND document_type = 'invoice' AND state <> 'draft' AND balance_due_cents > 0 GROUP BY client_id) d
    FULL JOIN (SELECT l.client_id, sum(l.debit_cents - l.credit_cents) AS cents FROM accounts a
          JOIN journal_lines l ON l.company_id = a.company_id AND l.account_id = a.id
          WHERE a.company_id = $1 AND a.system_key = 'accounts_receivable' GROUP BY l.client_id) l USING (client_id)
    UNION ALL
    SELECT '2200', coalesce(c.id, l.client_id), coalesce(l.cents, 0)::bigint, coalesce(c.credit_cents, 0)
    FROM (SELECT id, credit_cents FROM clients WHERE company_id = $1 AND credit_cents > 0) c
    FULL JOIN (SELECT l.client_id, sum(l.credit_cents - l.debit_cents) AS cents FROM accounts a
          JOIN journal_lines l ON l.company_id = a.company_id AND l.account_id = a.id
          WHERE a.company_id = $1 AND a.system_key = 'customer_credits' GROUP BY l.client_id) l ON l.client_id = c.id
  ) x JOIN clients c ON c.company_id = $1 AND c.id = x.client_id
  WHERE x.ledger <> x.records ORDER BY abs(x.ledger - x.records) DESC LIMIT 50`

/** Diagnosis only: nothing is changed here. */
export const readReconciliation = query({
  name: 'closing.readReconciliation',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.readReconciliation.input,
  async run(scope) {
    const rows = await scope.sql<contract.Control>('closing.controls', `${controlRows} ORDER BY code`, [
      scope.companyId,
    ])
    const agree = rows.every((row) => row.ledgerCents === row.recordsCents)
    const differences = agree
      ? []
      : await scope.sql<contract.Difference>('closing.clientDifferences', clientDifferences, [scope.companyId])
    return { controls: rows, differences }
  },
})
