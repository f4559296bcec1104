import { boolean, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountType } from '#kernel/accounts.ts'
import { cents, instant, plainDate, tenant } from '#platform/database/columns.ts'

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

export const journalEntries = pgTable('journal_entries', {
  ...tenant(),
  entryDate: plainDate('entry_date').notNull(),
  memo: text('memo').notNull(),
  sourceType: text('source_type').notNull(),
  sourceId: uuid('source_id').notNull(),
  reversesEntryId: uuid('reverses_entry_id'),
  postedAt: instant('posted_at').notNull(),
  postedBy: uuid('posted_by'),
  requestId: text('request_id'),
})

export const journalLines = pgTable('journal_lines', {
  companyId: uuid('company_id').notNull(),
  entryId: uuid('entry_id').notNull(),
  lineNo: smallint('line_no').notNull(),
  entryDate: plainDate('entry_date').notNull(),
  accountId: uuid('account_id').notNull(),
  debitCents: cents('debit_cents').notNull(),
  creditCents: cents('credit_cents').notNull(),
  clientId: uuid('client_id'),
  projectId: uuid('project_id'),
  memo: text('memo'),
})

export const accountBalances = pgTable('account_balances', {
  companyId: uuid('company_id').notNull(),
  accountId: uuid('account_id').notNull(),
  month: plainDate('month').notNull(),
  debitCents: cents('debit_cents').notNull(),
  creditCents: cents('credit_cents').notNull(),
})
