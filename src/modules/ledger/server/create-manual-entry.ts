import { newId } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { checkManualAccounts } from './manual-accounts.ts'
import { postEntry } from './post-entry.ts'

/** A journal entry typed by hand. Control accounts are refused: their documents must explain them. */
export const createManualEntry = command({
  name: 'journal.createManualEntry',
  needs: 'books:write',
  feature: 'accounting',
  money: true,
  input: contract.createManualEntry.input,
  async run(scope, { id = newId(), entryDate, memo, lines }) {
    await checkManualAccounts(
      scope,
      lines.map((line) => line.accountId),
    )
    const posted = await postEntry(scope, {
      id,
      entryDate,
      memo,
      sourceType: 'manual',
      sourceId: id,
      lines: lines.map(({ accountId, ...line }) => ({ account: { accountId }, ...line })),
    })
    audit(scope, { subjectType: 'journal_entry', subjectId: posted.entryId, after: posted })
    signal(scope, 'journal')
    return posted
  },
})
