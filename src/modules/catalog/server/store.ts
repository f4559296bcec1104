import { and, eq, inArray, isNull } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { catalogItems } from './tables.ts'

export type CatalogItemRow = typeof catalogItems.$inferSelect
export type CatalogItemFields = Pick<
  CatalogItemRow,
  'itemType' | 'name' | 'description' | 'unitPriceCents' | 'unit' | 'taxable' | 'incomeAccountId'
>

const living = (scope: Scope, id: string) =>
  and(eq(catalogItems.companyId, scope.companyId), eq(catalogItems.id, id), isNull(catalogItems.deletedAt))

/** The item, active or not. Refuses `not_found`, also for one that was deleted. */
export async function loadCatalogItem(scope: Scope, id: string): Promise<CatalogItemRow> {
  const [found] = await scope.tx.select().from(catalogItems).where(living(scope, id))
  if (!found) throw new Refusal('not_found')
  return found
}

export async function loadCatalogItemForUpdate(scope: Scope, id: string): Promise<CatalogItemRow> {
  const [found] = await scope.tx.select().from(catalogItems).where(living(scope, id)).for('no key update')
  if (!found) throw new Refusal('not_found')
  return found
}

/** Items by id, inactive and deleted ones too: old records keep theirs. Those that are not there are missing from the map. */
export async function findCatalogItems(scope: Scope, ids: readonly string[]): Promise<Map<string, CatalogItemRow>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.tx
    .select()
    .from(catalogItems)
    .where(and(eq(catalogItems.companyId, scope.companyId), inArray(catalogItems.id, wanted)))
  return new Map(rows.map((row) => [row.id, row]))
}

export async function insertCatalogItem(scope: Scope, id: string, fields: CatalogItemFields): Promise<CatalogItemRow> {
  const [row] = await scope.tx
    .insert(catalogItems)
    .values({ companyId: scope.companyId, id, ...fields, createdAt: scope.now, updatedAt: scope.now })
    .returning()
  return present(row)
}

/** Saves over the row that was loaded for update, as its next revision. */
export async function saveCatalogItem(
  scope: Scope,
  before: CatalogItemRow,
  change: Partial<CatalogItemFields & Pick<CatalogItemRow, 'active' | 'deletedAt'>>,
): Promise<CatalogItemRow> {
  const [row] = await scope.tx
    .update(catalogItems)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(and(eq(catalogItems.companyId, scope.companyId), eq(catalogItems.id, before.id)))
    .returning()
  return present(row)
}
