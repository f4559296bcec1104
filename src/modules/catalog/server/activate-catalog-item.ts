import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { changeCatalogItem } from './change-catalog-item.ts'

export const activateCatalogItem = command({
  name: 'catalog.activate',
  needs: 'catalog:write',
  input: contract.activateCatalogItem.input,
  run: (scope, { itemId }) => changeCatalogItem(scope, itemId, (row) => (row.active ? undefined : { active: true })),
})

export const deactivateCatalogItem = command({
  name: 'catalog.deactivate',
  needs: 'catalog:write',
  input: contract.deactivateCatalogItem.input,
  run: (scope, { itemId }) => changeCatalogItem(scope, itemId, (row) => (row.active ? { active: false } : undefined)),
})
