import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { loadingCommand } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { settle } from '../domain/index.ts'
import { refuseUnfit } from './manual-accounts.ts'
import { postLater } from './post-entry.ts'
import { findAccountsById } from './store.ts'

/** A journal entry typed by hand. Control accounts are refused: their documents must explain them. */
export const createManualEntry = loadingCommand({
  name: 'journal.createManualEntry',
  needs: 'books:write',
  feature: 'accounting',
  money: true,
  input: contract.createManualEntry.input,
  load: (scope, { lines }) =>
    findAccountsById(
      scope,
      lines.map((line) => line.accountId),
    ),
  async run(scope, { id = newId(), entryDate, memo, lines }, accounts) {
    refuseUnfit(
      accounts,
      lines.map((line) => line.accountId),
    )
    postLater(scope, {
      id,
      entryDate,
      memo,
      sourceType: 'manual',
      sourceId: id,
      lines: lines.map(({ accountId, ...line }) => ({ account: { accountId }, ...line })),
    })
    const posted = {
      entryId: id,
      entryDate,
      memo,
      sourceType: 'manual',
      lines: settle(lines).map(({ accountId, debitCents, creditCents }) => {
        const { code, name } = present(accounts.get(accountId))
        return { accountId, accountCode: code, accountName: name, debitCents, creditCents }
      }),
    }
    audit(scope, { subjectType: 'journal_entry', subjectId: id, after: posted })
    signal(scope, 'journal')
    return posted
  },
})
