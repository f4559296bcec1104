import { newId } from '#kernel/ids.ts'
import { loadChosenAccounts } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { insertVendor, toVendor } from './vendor-store.ts'

export const createVendor = command({
  name: 'payables.createVendor',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.createVendor.input,
  async run(scope, { id = newId(), ...fields }) {
    if (fields.defaultExpenseAccountId) await loadChosenAccounts(scope, 'expense', [fields.defaultExpenseAccountId])
    const vendor = toVendor(await insertVendor(scope, id, fields))
    audit(scope, { subjectType: 'vendor', subjectId: id, after: vendor })
    signal(scope, 'vendors', id)
    return vendor
  },
})
