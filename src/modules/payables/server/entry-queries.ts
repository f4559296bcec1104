import type { Scope } from '#platform/scope.ts'
import type { BillEntry } from '../contract.ts'

type Row = Omit<BillEntry, 'lines'> & BillEntry['lines'][number]

/** The journal entries of some sources, in the order of their posting, with who posted them and in which request. */
export async function loadEntries(
  scope: Scope,
  types: readonly string[],
  sourceIds: readonly string[],
): Promise<BillEntry[]> {
  const rows = await scope.sql<Row>(
    'payables.entries',
    `SELECT e.id AS "entryId", e.entry_date AS "entryDate", e.memo, e.source_type AS "sourceType", e.posted_at AS "postedAt",
            m.display_name AS "postedByName", e.request_id AS "requestId",
            a.id AS "accountId", a.code AS "accountCode", a.name AS "accountName", l.debit_cents AS "debitCents", l.credit_cents AS "creditCents"
     FROM journal_entries e
     JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
     JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id
     LEFT JOIN members m ON m.company_id = e.company_id AND m.user_id = e.posted_by
     WHERE e.company_id = $1 AND e.source_type = ANY ($2::text[]) AND e.source_id = ANY ($3::uuid[])
     ORDER BY e.posted_at, e.id, l.line_no`,
    [scope.companyId, types, sourceIds],
  )
  const entries = new Map<string, BillEntry>()
  for (const { accountId, accountCode, accountName, debitCents, creditCents, ...entry } of rows) {
    const known = entries.get(entry.entryId) ?? { ...entry, lines: [] }
    known.lines.push({ accountId, accountCode, accountName, debitCents, creditCents })
    entries.set(entry.entryId, known)
  }
  return [...entries.values()]
}
