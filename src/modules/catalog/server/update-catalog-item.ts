import { loadIncomeAccount } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { changeCatalogItem } from './change-catalog-item.ts'
import type { CatalogItemFields } from './store.ts'

/** Documents and time entries keep the name and price that they have. */
export const updateCatalogItem = command({
  name: 'catalog.update',
  needs: 'catalog:write',
  input: contract.updateCatalogItem.input,
  async run(scope, { itemId, ...change }) {
    if (change.incomeAccountId) await loadIncomeAccount(scope, change.incomeAccountId)
    return changeCatalogItem(scope, itemId, change as Partial<CatalogItemFields>)
  },
})
