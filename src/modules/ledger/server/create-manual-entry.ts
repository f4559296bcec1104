import { newId } from '#kernel/ids.ts'
import { type FieldError, Refusal } from '#kernel/refusal.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { postEntry } from './post-entry.ts'
import { type Account, findAccountsById } from './store.ts'

/** A journal entry typed by hand. Control accounts are refused: their documents must explain them. */
export const createManualEntry = command({
  name: 'journal.createManualEntry',
  needs: 'books:write',
  money: true,
  input: contract.createManualEntry.input,
  async run(scope, { id = newId(), entryDate, memo, lines }) {
    await checkAccounts(
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

async function checkAccounts(scope: Scope, ids: readonly string[]): Promise<void> {
  const accounts = await findAccountsById(scope, ids)
  const errors = ids.flatMap((id, at): FieldError[] => {
    const message = whyNot(accounts.get(id))
    return message ? [{ path: `lines.${at}.accountId`, message }] : []
  })
  if (errors.length > 0) throw new Refusal('invalid_input', {}, { errors })
}

function whyNot(account: Account | undefined): string | undefined {
  if (!account) return 'There is no such account.'
  if (!account.active) return `${account.name} is no longer in use.`
  if (account.control) return `${account.name} is moved only by its documents.`
  if (account.derived) return `${account.name} is computed and never posted to.`
  return undefined
}
