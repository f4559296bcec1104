import { Refusal } from '#kernel/refusal.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadAccount } from './queries.ts'
import { loadAccountForUpdate, saveAccount } from './store.ts'

/** Renames, renumbers, retires or brings back an account. What kind of account it is never changes. */
export const updateAccount = command({
  name: 'accounts.update',
  needs: 'books:write',
  feature: 'accounting',
  input: contract.updateAccount.input,
  async run(scope, { accountId, ...change }) {
    const account = await loadAccountForUpdate(scope, accountId)
    checkRevision(scope, account)
    if (account.systemKey !== null && change.active === false) throw new Refusal('account_system_kept')
    const before = Object.fromEntries(Object.keys(change).map((name) => [name, account[name as keyof typeof change]]))
    await saveAccount(scope, account, change)
    audit(scope, { subjectType: 'account', subjectId: accountId, before, after: change })
    signal(scope, 'accounts', accountId)
    return loadAccount(scope, accountId)
  },
})
