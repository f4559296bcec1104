import { checkRevision } from '#platform/database/revision.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { CatalogItem } from '../contract.ts'
import { type CatalogItemFields, type CatalogItemRow, loadCatalogItemForUpdate, saveCatalogItem } from './store.ts'
import { toCatalogItem } from './to-catalog-item.ts'

type Change = Partial<CatalogItemFields & Pick<CatalogItemRow, 'active' | 'deletedAt'>>

/** Loads, changes and records one item; the same state again leaves it untouched. */
export async function changeCatalogItem(
  scope: Scope,
  itemId: string,
  change: Change | ((row: CatalogItemRow) => Change | undefined),
): Promise<CatalogItem> {
  const row = await loadCatalogItemForUpdate(scope, itemId)
  const before = toCatalogItem(row)
  checkRevision(scope, before)
  const wanted = typeof change === 'function' ? change(row) : change
  if (wanted === undefined) return before
  const after = toCatalogItem(await saveCatalogItem(scope, row, wanted))
  audit(scope, { subjectType: 'catalog_item', subjectId: itemId, before, ...(wanted.deletedAt ? {} : { after }) })
  signal(scope, 'catalog-items', itemId)
  return after
}
