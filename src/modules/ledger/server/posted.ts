import type { PostedEntry, PostedLine } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'

/** An entry joined with one of its lines. */
export type EntryRow = Omit<PostedEntry, 'lines'> & PostedLine

/** Rows of one entry, in the order of its lines, as the entry. */
export function toPosted(rows: readonly EntryRow[]): PostedEntry | undefined {
  const [first] = rows
  if (!first) return undefined
  const { entryId, entryDate, memo, sourceType } = first
  const lines = rows.map(({ accountId, accountCode, accountName, debitCents, creditCents }) => ({
    accountId,
    accountCode,
    accountName,
    debitCents,
    creditCents,
  }))
  return { entryId, entryDate, memo, sourceType, lines }
}

/** The entry that a source posted, when it has. */
export async function findEntry(
  scope: Scope,
  source: { sourceType: string; sourceId: string },
): Promise<PostedEntry | undefined> {
  return toPosted(
    await scope.sql<EntryRow>(
      'ledger.findEntry',
      `SELECT e.id AS "entryId", e.entry_date AS "entryDate", e.memo, e.source_type AS "sourceType",
              l.account_id AS "accountId", a.code AS "accountCode", a.name AS "accountName",
              l.debit_cents AS "debitCents", l.credit_cents AS "creditCents"
       FROM journal_entries e
       JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
       JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
       WHERE e.company_id = $1 AND e.source_type = $2 AND e.source_id = $3
       ORDER BY l.line_no`,
      [scope.companyId, source.sourceType, source.sourceId],
    ),
  )
}
