import { unknownEntries } from './known.ts'

/**
 * CTE `nominal (account_id, type, client_id, project_id, cents)`: lines of income and expense accounts between $2 and $3,
 * credits over debits, read from the index alone; as known at $4 ($5: the day near it), later ones are taken away again.
 */
export const nominalLines = `
  chart AS MATERIALIZED (SELECT a.id, a.type FROM accounts a WHERE a.company_id = $1 AND a.type IN ('income', 'expense')),
  nominal AS (
    SELECT a.id AS account_id, a.type, l.client_id, l.project_id, l.credit_cents - l.debit_cents AS cents
    FROM chart a JOIN journal_lines l ON l.company_id = $1 AND l.account_id = a.id AND l.entry_date BETWEEN $2::date AND $3::date
    UNION ALL
    SELECT a.id, a.type, l.client_id, l.project_id, l.debit_cents - l.credit_cents
    FROM (${unknownEntries({ from: '$2', to: '$3', knownAt: '$4', near: '$5' })}) u
    JOIN journal_lines l ON l.company_id = $1 AND l.entry_id = u.id
    JOIN chart a ON a.id = l.account_id
  )`
