import type { CatalogItem } from '../contract.ts'
import type { CatalogItemRow } from './store.ts'

/** A row as callers and the audit log see it. */
export function toCatalogItem(row: CatalogItemRow): CatalogItem {
  const { companyId: _company, sortName: _sort, searchText: _search, deletedAt: _gone, ...item } = row
  return item
}
