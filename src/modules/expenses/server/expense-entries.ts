import type { Scope } from '#platform/scope.ts'
import type { ExpenseEntry } from '../contract.ts'
import type { ExpenseRow } from './store.ts'

type Row = Omit<ExpenseEntry, 'lines'> & ExpenseEntry['lines'][number]

/** The entry of an expense, of paying it back, and their reversals, in the order of posting. */
export async function findEntries(
  scope: Scope,
  { id, reimbursementId }: Pick<ExpenseRow, 'id' | 'reimbursementId'>,
): Promise<ExpenseEntry[]> {
  const rows = await scope.sql<Row>(
    'expenses.entries',
    `WITH posted AS (
       SELECT e.id FROM journal_entries e WHERE e.company_id = $1
         AND ((e.source_type = 'expense' AND e.source_id = $2) OR (e.source_type = 'expense_reimbursement' AND e.source_id = $3)))
     SELECT e.id AS "entryId", e.entry_date AS "entryDate", e.memo, e.source_type AS "sourceType", a.id AS "accountId",
            a.code AS "accountCode", a.name AS "accountName", l.debit_cents AS "debitCents", l.credit_cents AS "creditCents"
     FROM journal_entries e
     JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
     JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     WHERE e.company_id = $1 AND (e.id IN (SELECT id FROM posted) OR e.reverses_entry_id IN (SELECT id FROM posted))
     ORDER BY e.posted_at, e.id, l.line_no`,
    [scope.companyId, id, reimbursementId],
  )
  const entries = new Map<string, ExpenseEntry>()
  for (const { accountId, accountCode, accountName, debitCents, creditCents, ...entry } of rows) {
    const known = entries.get(entry.entryId) ?? { ...entry, lines: [] }
    known.lines.push({ accountId, accountCode, accountName, debitCents, creditCents })
    entries.set(entry.entryId, known)
  }
  return [...entries.values()]
}
