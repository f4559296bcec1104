import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { findCatalogPage } from './queries.ts'
import { loadCatalogItem } from './store.ts'
import { toCatalogItem } from './to-catalog-item.ts'

export const listCatalogItems = query({
  name: 'catalog.list',
  needs: 'catalog:read',
  input: contract.listCatalogItems.input,
  run: findCatalogPage,
})

export const readCatalogItem = query({
  name: 'catalog.read',
  needs: 'catalog:read',
  input: contract.readCatalogItem.input,
  run: async (scope, { itemId }) => toCatalogItem(await loadCatalogItem(scope, itemId)),
})
