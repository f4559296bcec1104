import type { PlainDate } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { PostedEntry } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { reversed } from '../domain/index.ts'
import { postEntry } from './post-entry.ts'

export type Reversal = {
  /** The entry to undo, by what caused it. */
  of: { sourceType: string; sourceId: string }
  sourceType: string
  sourceId: string
  entryDate: PlainDate
  memo: string
}

type OriginalLine = {
  entryId: string
  accountId: string
  debitCents: number
  creditCents: number
  clientId: string | null
  projectId: string | null
  memo: string | null
}

/**
 * Posts the exact opposite of an entry: same accounts, clients and projects, sides exchanged. Refuses `not_found` when
 * the source never posted and `entry_reversed` when something else has undone it already.
 */
export async function reverseEntry(scope: Scope, reversal: Reversal): Promise<PostedEntry> {
  const lines = await scope.sql<OriginalLine>(
    'ledger.originalLines',
    `SELECT e.id AS "entryId", l.account_id AS "accountId", l.debit_cents AS "debitCents", l.credit_cents AS "creditCents",
            l.client_id AS "clientId", l.project_id AS "projectId", l.memo
     FROM journal_entries e JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id
     WHERE e.company_id = $1 AND e.source_type = $2 AND e.source_id = $3 ORDER BY l.line_no`,
    [scope.companyId, reversal.of.sourceType, reversal.of.sourceId],
  )
  const [first] = lines
  if (!first) throw new Refusal('not_found')
  const { sourceType, sourceId, entryDate, memo } = reversal
  return postEntry(scope, {
    entryDate,
    memo,
    sourceType,
    sourceId,
    reversesEntryId: first.entryId,
    lines: reversed(lines).map(({ accountId, entryId: _entryId, ...line }) => ({ account: { accountId }, ...line })),
  })
}
