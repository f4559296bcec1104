import { newId } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadAccount } from './queries.ts'
import { insertAccount } from './store.ts'

export const createAccount = command({
  name: 'accounts.create',
  needs: 'books:write',
  feature: 'accounting',
  input: contract.createAccount.input,
  async run(scope, { id = newId(), ...account }) {
    await insertAccount(scope, { id, ...account })
    audit(scope, { subjectType: 'account', subjectId: id, after: account })
    signal(scope, 'accounts', id)
    return loadAccount(scope, id)
  },
})
