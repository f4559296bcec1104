import { newId } from '#kernel/ids.ts'
import { loadIncomeAccount } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { insertCatalogItem } from './store.ts'
import { toCatalogItem } from './to-catalog-item.ts'

export const createCatalogItem = command({
  name: 'catalog.create',
  needs: 'catalog:write',
  input: contract.createCatalogItem.input,
  async run(scope, { id = newId(), ...fields }) {
    if (fields.incomeAccountId) await loadIncomeAccount(scope, fields.incomeAccountId)
    const item = toCatalogItem(await insertCatalogItem(scope, id, fields))
    audit(scope, { subjectType: 'catalog_item', subjectId: id, after: item })
    signal(scope, 'catalog-items', id)
    return item
  },
})
