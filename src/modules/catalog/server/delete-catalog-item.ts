import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { changeCatalogItem } from './change-catalog-item.ts'

/** Its name is free again; lines, services and time entries that used it keep it. */
export const deleteCatalogItem = command({
  name: 'catalog.delete',
  needs: 'catalog:write',
  input: contract.deleteCatalogItem.input,
  async run(scope, { itemId }) {
    await changeCatalogItem(scope, itemId, { deletedAt: scope.now })
    return null
  },
})
