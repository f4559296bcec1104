import { and, eq, isNull, like } from 'drizzle-orm'
import type { z } from 'zod'
import type { Page } from '#kernel/paging.ts'
import { containing, keyset } from '#platform/database/keyset.ts'
import type { Scope } from '#platform/scope.ts'
import type { CatalogItem, listCatalogItems } from '../contract.ts'
import { catalogItems } from './tables.ts'

type ListInput = z.output<(typeof listCatalogItems)['input']>

export async function findCatalogPage(scope: Scope, input: ListInput): Promise<Page<CatalogItem>> {
  const order = { by: catalogItems.sortName, id: catalogItems.id, descending: input.sort === '-name' }
  const page = keyset(`catalog ${input.sort}`, order, input)
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
        input.q ? like(catalogItems.searchText, containing(input.q)) : undefined,
        page.after,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return page.finish(rows)
}
