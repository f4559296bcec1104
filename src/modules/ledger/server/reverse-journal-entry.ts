import type { PlainDate } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { Refusal } from '#kernel/refusal.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { reverseEntry } from './reverse-entry.ts'
import { undoneByRecord } from './undone-by-record.ts'

type Found = {
  entryDate: PlainDate
  sourceType: string
  sourceId: string
  memo: string
  controlled: boolean
  reversed: boolean
}

/**
 * Undoes a posted entry by its exact opposite, on its day or later, not ahead of today. An entry that moved a control
 * account, or came from an expense or a fee, is undone where its document is.
 */
export const reverseJournalEntry = command({
  name: 'journal.reverse',
  needs: 'books:write',
  feature: 'accounting',
  money: true,
  input: contract.reverseJournalEntry.input,
  async run(scope, { entryId, entryDate: asked, memo }) {
    const [entry] = await scope.sql<Found>('ledger.entryToReverse', statement, [scope.companyId, entryId])
    if (!entry) throw new Refusal('not_found')
    if (entry.controlled) throw new Refusal('entry_of_document')
    if (entry.reversed) throw new Refusal('entry_reversed')
    const posted = await reverseEntry(scope, {
      of: entry,
      sourceType: 'reversal',
      sourceId: entryId,
      entryDate: dayBetween(entry.entryDate, await companyToday(scope), asked, 'entryDate'),
      memo: memo ?? `Reversal: ${entry.memo}`,
    })
    // Somebody else was faster: the ledger answered with their entry, which has another date and other words.
    if (!scope.record.entries.includes(posted)) throw new Refusal('entry_reversed')
    audit(scope, { subjectType: 'journal_entry', subjectId: entryId, after: { reversedBy: posted.entryId } })
    signal(scope, 'journal')
    return posted
  },
})

const statement = `
  SELECT e.entry_date AS "entryDate", e.source_type AS "sourceType", e.source_id AS "sourceId", e.memo,
         ${undoneByRecord('e')} AS controlled,
         EXISTS (SELECT FROM journal_entries r WHERE r.company_id = e.company_id AND r.reverses_entry_id = e.id) AS reversed
  FROM journal_entries e WHERE e.company_id = $1 AND e.id = $2`
