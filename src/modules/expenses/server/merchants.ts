import { newId } from '#kernel/ids.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command, query } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadCategory } from './category-store.ts'
import { findMerchantPage, insertMerchant, loadMerchantForUpdate, saveMerchant } from './merchant-store.ts'

export const listMerchants = query({
  name: 'expenses.listMerchants',
  needs: 'expenses:own',
  input: contract.listMerchants.input,
  run: findMerchantPage,
})

export const createMerchant = command({
  name: 'expenses.createMerchant',
  needs: 'expenses:own',
  input: contract.createMerchant.input,
  async run(scope, { id = newId(), name, categoryId }) {
    if (categoryId) await loadCategory(scope, categoryId)
    const merchant = await insertMerchant(scope, { id, name, categoryId })
    audit(scope, { subjectType: 'merchant', subjectId: id, after: merchant })
    return merchant
  },
})

export const updateMerchant = command({
  name: 'expenses.updateMerchant',
  needs: 'expenses:approve',
  input: contract.updateMerchant.input,
  async run(scope, { merchantId, ...change }) {
    const before = await loadMerchantForUpdate(scope, merchantId)
    checkRevision(scope, before)
    if (change.categoryId) await loadCategory(scope, change.categoryId)
    const after = await saveMerchant(scope, before, change)
    audit(scope, { subjectType: 'merchant', subjectId: merchantId, before, after })
    return after
  },
})
