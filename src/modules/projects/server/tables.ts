import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { cents, instant, plainDate, tenant } from '#platform/database/columns.ts'
import type { Project, ProjectState } from '../contract.ts'

/** `sortName` and `searchText` are made by the database from number and name. */
export const projects = pgTable('projects', {
  ...tenant(),
  clientId: uuid('client_id').notNull(),
  number: text('number').notNull(),
  name: text('name').notNull(),
  sortName: text('sort_name').notNull().generatedAlwaysAs(''),
  description: text('description'),
  state: text('state').$type<ProjectState>().notNull().default('active'),
  receivedOn: plainDate('received_on'),
  dueOn: plainDate('due_on'),
  billingType: text('billing_type').$type<Project['billingType']>().notNull(),
  hourlyRateCents: cents('hourly_rate_cents'),
  flatFeeCents: cents('flat_fee_cents'),
  budgetMinutes: integer('budget_minutes'),
  budgetCents: cents('budget_cents'),
  searchText: text('search_text').notNull().generatedAlwaysAs(''),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})

export const projectMembers = pgTable('project_members', {
  companyId: uuid('company_id').notNull(),
  projectId: uuid('project_id').notNull(),
  memberId: uuid('member_id').notNull(),
})

export const projectServices = pgTable('project_services', {
  ...tenant(),
  projectId: uuid('project_id').notNull(),
  catalogItemId: uuid('catalog_item_id'),
  name: text('name').notNull(),
})
