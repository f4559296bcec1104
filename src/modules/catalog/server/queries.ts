import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Page } from '#kernel/paging.ts'
import { keyset } from '#platform/database/keyset.ts'
import { findWords } from '#platform/database/search.ts'
import type { Scope } from '#platform/scope.ts'
import type { CatalogItem, listCatalogItems } from '../contract.ts'
import { catalogItems } from './tables.ts'

type ListInput = z.output<(typeof listCatalogItems)['input']>

export async function findCatalogPage(scope: Scope, input: ListInput): Promise<Page<CatalogItem>> {
  const order = { by: catalogItems.sortName, id: catalogItems.id, descending: input.sort === '-name' }
  const page = keyset(`catalog ${input.sort}`, order, input)
  const found = input.q ? await findWords(scope, input.q, 'catalog_items') : undefined
  const rows = await scope.tx
    .select({
      id: catalogItems.id,
      itemType: catalogItems.itemType,
      name: catalogItems.name,
      description: catalogItems.description,
      unitPriceCents: catalogItems.unitPriceCents,
      unit: catalogItems.unit,
      taxable: catalogItems.taxable,
      incomeAccountId: catalogItems.incomeAccountId,
      active: catalogItems.active,
      revision: catalogItems.revision,
      createdAt: catalogItems.createdAt,
      updatedAt: catalogItems.updatedAt,
      sortValue: page.value,
    })
    .from(catalogItems)
    .where(
      and(
        eq(catalogItems.companyId, scope.companyId),
        isNull(catalogItems.deletedAt),
        input.state === 'all' ? undefined : eq(catalogItems.active, input.state === 'active'),
        input.itemType ? eq(catalogItems.itemType, input.itemType) : undefined,
        found?.among('catalog_items', catalogItems.id, catalogItems.searchText),
        page.after,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return page.finish(rows)
}
