import { present } from '#kernel/assert.ts'
import { addDays, type PlainDate } from '#kernel/calendar.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { findEntry, type NewEntry, postEntry, reverseEntry } from '#modules/ledger/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import { missingEntries, missingReversals, missingUndoings } from './missing-entries.ts'

type NewLine = NewEntry['lines'][number]
type Line = {
  id: string
  day: PlainDate
  memo: string
  key: NewLine['account'] | null
  account: string | null
  cents: number
  client: string | null
  project: string | null
}

/** Posts the entry of every source that has none, on its day, or on the first open one; answers what it posted. */
export async function postMissing(scope: Scope): Promise<{ sourceType: string; sourceId: string }[]> {
  const { booksLockedThrough: locked } = await loadCompany(scope)
  const open = (day: PlainDate) => (locked !== null && day <= locked ? addDays(locked, 1) : day)
  const posted = []
  for (const [sourceType, text] of Object.entries(missingEntries)) {
    for (const [sourceId, lines] of await linesBySource(scope, sourceType, text)) {
      const [first] = lines
      if (!first) continue
      const entry = {
        entryDate: open(first.day),
        memo: `${first.memo} (posted by the drift tool)`,
        sourceType,
        sourceId,
      }
      await postEntry(scope, { ...entry, lines: lines.map(toLine) })
      posted.push({ sourceType, sourceId })
    }
  }
  for (const [sourceType, { of, text }] of Object.entries(missingReversals)) {
    const rows = await scope.sql<{ id: string; ofId: string; day: PlainDate }>(`closing.missing.${sourceType}`, text, [
      scope.companyId,
    ])
    for (const { id: sourceId, ofId, day } of rows) {
      const reversal = { sourceType, sourceId, entryDate: open(day), memo: 'Reversal (posted by the drift tool)' }
      await reverseEntry(scope, { ...reversal, of: { sourceType: of, sourceId: ofId } })
      posted.push({ sourceType, sourceId })
    }
  }
  for (const { of, text } of missingUndoings) {
    const rows = await scope.sql<{ ofId: string; day: PlainDate }>(`closing.undone.${of}`, text, [scope.companyId])
    for (const { ofId, day } of rows) {
      const undone = { sourceType: of, sourceId: ofId }
      const { entryId: sourceId } = present(await findEntry(scope, undone))
      const reversal = {
        sourceType: 'reversal',
        sourceId,
        entryDate: open(day),
        memo: 'Reversal (posted by the drift tool)',
      }
      await reverseEntry(scope, { ...reversal, of: undone })
      posted.push({ sourceType: 'reversal', sourceId })
    }
  }
  return posted
}

async function linesBySource(scope: Scope, sourceType: string, text: string): Promise<Map<string, Line[]>> {
  const rows = await scope.sql<Line>(
    `closing.missing.${sourceType}`,
    `SELECT x.id, min(x.day)::text AS day, min(x.memo) AS memo, x.key, x.account, sum(x.cents)::bigint AS cents, x.client, x.project
     FROM (${text}) x GROUP BY x.id, x.key, x.account, x.client, x.project HAVING sum(x.cents) <> 0
     ORDER BY x.id, sum(x.cents) DESC`,
    [scope.companyId],
  )
  const sources = new Map<string, Line[]>()
  for (const row of rows) sources.set(row.id, [...(sources.get(row.id) ?? []), row])
  return sources
}

const toLine = ({ key, account, cents, client, project }: Line): NewLine => ({
  account: key ?? { accountId: account ?? '' },
  debitCents: cents,
  clientId: client,
  projectId: project,
})
