import { boolean, integer, pgTable, text } from 'drizzle-orm/pg-core'
import type { AccountType } from '#kernel/accounts.ts'
import { instant, tenant } from '#platform/database/columns.ts'

/** Entries, lines and monthly balances are written and read by statements of their own: post-entry.ts, reports. */
export const accounts = pgTable('accounts', {
  ...tenant(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  type: text('type').$type<AccountType>().notNull(),
  contra: boolean('contra').notNull().default(false),
  systemKey: text('system_key'),
  control: boolean('control').notNull().default(false),
  derived: boolean('derived').notNull().default(false),
  description: text('description'),
  active: boolean('active').notNull().default(true),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})
