import { boolean, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { Frequency } from '#kernel/calendar.ts'
import { cents, instant, percent, plainDate, quantity, tenant } from '#platform/database/columns.ts'
import type { Plan, planStates } from '../contract.ts'

type Unit = Plan['lines'][number]['unit']

/** `sortName` is made by the database. */
export const recurringPlans = pgTable('recurring_plans', {
  ...tenant(),
  name: text('name').notNull(),
  sortName: text('sort_name').notNull().generatedAlwaysAs(''),
  state: text('state').$type<(typeof planStates)[number]>().notNull(),
  clientId: uuid('client_id').notNull(),
  projectId: uuid('project_id'),
  templateId: uuid('template_id'),
  frequency: text('frequency').$type<Frequency>().notNull(),
  every: smallint('every').notNull(),
  dayOfMonth: smallint('day_of_month'),
  nextRunOn: plainDate('next_run_on'),
  endOn: plainDate('end_on'),
  autoSend: boolean('auto_send').notNull(),
  dueDays: smallint('due_days'),
  notes: text('notes'),
  terms: text('terms'),
  discountKind: text('discount_kind').$type<'none' | 'percent' | 'fixed'>().notNull(),
  discountPercent: percent('discount_percent'),
  discountFixedCents: cents('discount_fixed_cents'),
  totalCents: cents('total_cents').notNull(),
  lastRunOn: plainDate('last_run_on'),
  failure: text('failure'),
  failures: smallint('failures').notNull().default(0),
  retryAt: instant('retry_at'),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})

export const recurringPlanLines = pgTable('recurring_plan_lines', {
  ...tenant(),
  planId: uuid('plan_id').notNull(),
  position: smallint('position').notNull(),
  catalogItemId: uuid('catalog_item_id'),
  name: text('name').notNull(),
  description: text('description'),
  quantity: quantity('quantity').notNull(),
  unit: text('unit').$type<Unit>(),
  unitPriceCents: cents('unit_price_cents').notNull(),
  taxable: boolean('taxable').notNull(),
  taxPercent: percent('tax_percent'),
  taxCents: cents('tax_cents').notNull(),
  incomeAccountId: uuid('income_account_id'),
})
