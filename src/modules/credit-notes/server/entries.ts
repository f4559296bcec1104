import type { Scope } from '#platform/scope.ts'
import type { CausedEntry } from '../contract.ts'

type Row = Omit<CausedEntry, 'lines'> & CausedEntry['lines'][number]

/** The entries of these sources, oldest first, with who posted them and in which request. */
export async function loadEntries(
  scope: Scope,
  sources: readonly { sourceType: string; sourceId: string }[],
): Promise<CausedEntry[]> {
  const rows = await scope.sql<Row>(
    'creditNotes.entries',
    `SELECT e.id AS "entryId", e.entry_date AS "entryDate", e.memo, e.source_type AS "sourceType", e.posted_at AS "postedAt",
            m.display_name AS "postedByName", e.request_id AS "requestId",
            a.code AS "accountCode", a.name AS "accountName", l.debit_cents AS "debitCents", l.credit_cents AS "creditCents"
     FROM jsonb_to_recordset($2::jsonb) AS s ("sourceType" text, "sourceId" uuid)
     JOIN journal_entries e ON e.company_id = $1 AND e.source_type = s."sourceType" AND e.source_id = s."sourceId"
     JOIN journal_lines l ON l.company_id = $1 AND l.entry_id = e.id
     JOIN accounts a ON a.company_id = $1 AND a.id = l.account_id
     LEFT JOIN members m ON m.company_id = $1 AND m.user_id = e.posted_by
     ORDER BY e.posted_at, e.id, l.line_no`,
    [scope.companyId, JSON.stringify(sources)],
  )
  const entries = new Map<string, CausedEntry>()
  for (const { accountCode, accountName, debitCents, creditCents, ...entry } of rows) {
    const known = entries.get(entry.entryId) ?? { ...entry, lines: [] }
    known.lines.push({ accountCode, accountName, debitCents, creditCents })
    entries.set(entry.entryId, known)
  }
  return [...entries.values()]
}
