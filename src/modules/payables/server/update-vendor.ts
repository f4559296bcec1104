import { loadChosenAccounts } from '#modules/ledger/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadVendorForUpdate, saveVendor, toVendor, type VendorFields } from './vendor-store.ts'

export const updateVendor = command({
  name: 'payables.updateVendor',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.updateVendor.input,
  async run(scope, { vendorId, ...change }) {
    const row = await loadVendorForUpdate(scope, vendorId)
    const before = toVendor(row)
    checkRevision(scope, before)
    const account = change.defaultExpenseAccountId
    if (account && account !== row.defaultExpenseAccountId) await loadChosenAccounts(scope, 'expense', [account])
    const after = toVendor(await saveVendor(scope, row, change as Partial<VendorFields>))
    audit(scope, { subjectType: 'vendor', subjectId: vendorId, before, after })
    signal(scope, 'vendors', vendorId)
    return after
  },
})
