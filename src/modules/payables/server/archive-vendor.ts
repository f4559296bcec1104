import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { loadVendorForUpdate, saveVendor, toVendor } from './vendor-store.ts'

export const archiveVendor = command({
  name: 'payables.archiveVendor',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.archiveVendor.input,
  run: (scope, { vendorId }) => setArchived(scope, vendorId, true),
})

export const unarchiveVendor = command({
  name: 'payables.unarchiveVendor',
  needs: 'payables:write',
  feature: 'payables',
  input: contract.unarchiveVendor.input,
  run: (scope, { vendorId }) => setArchived(scope, vendorId, false),
})

/** Twice is as good as once. What is owed to an archived vendor can still be paid. */
async function setArchived(scope: Scope, vendorId: string, archived: boolean): Promise<contract.Vendor> {
  const row = await loadVendorForUpdate(scope, vendorId)
  const before = toVendor(row)
  checkRevision(scope, before)
  if ((row.archivedAt !== null) === archived) return before
  const after = toVendor(await saveVendor(scope, row, { archivedAt: archived ? scope.now : null }))
  audit(scope, { subjectType: 'vendor', subjectId: vendorId, before, after })
  signal(scope, 'vendors', vendorId)
  return after
}
