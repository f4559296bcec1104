import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { cents, instant, tenant } from '#platform/database/columns.ts'
import type { CatalogItem } from '../contract.ts'

/** `sortName` and `searchText` are made by the database from name and description. */
export const catalogItems = pgTable('catalog_items', {
  ...tenant(),
  itemType: text('item_type').$type<CatalogItem['itemType']>().notNull(),
  name: text('name').notNull(),
  sortName: text('sort_name').notNull().generatedAlwaysAs(''),
  description: text('description'),
  unitPriceCents: cents('unit_price_cents').notNull(),
  unit: text('unit').$type<CatalogItem['unit']>().notNull(),
  taxable: boolean('taxable').notNull(),
  incomeAccountId: uuid('income_account_id'),
  active: boolean('active').notNull().default(true),
  searchText: text('search_text').notNull().generatedAlwaysAs(''),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})
