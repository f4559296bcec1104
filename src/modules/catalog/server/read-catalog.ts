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

const servicesMax = 100

export const listServices = query({
  name: 'catalog.listServices',
  needs: 'time:own',
  input: contract.listServices.input,
  async run(scope) {
    const items = await scope.sql<{ id: string; name: string }>(
      'catalog.services',
      `SELECT id, name FROM catalog_items
       WHERE company_id = $1 AND item_type = 'service' AND active AND deleted_at IS NULL ORDER BY sort_name, id LIMIT $2`,
      [scope.companyId, servicesMax],
    )
    return { items }
  },
})

export const readCatalogItem = query({
  name: 'catalog.read',
  needs: 'catalog:read',
  input: contract.readCatalogItem.input,
  run: async (scope, { itemId }) => toCatalogItem(await loadCatalogItem(scope, itemId)),
})
