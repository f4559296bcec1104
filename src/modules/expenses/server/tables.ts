import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { cents, instant, percent, plainDate, tenant } from '#platform/database/columns.ts'
import type { ExpenseState, PaidBy } from '../domain/expense.ts'

const edited = () => ({
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const expenseCategories = pgTable('expense_categories', {
  ...tenant(),
  name: text('name').notNull(),
  sortName: text('sort_name').notNull().generatedAlwaysAs(''),
  accountId: uuid('account_id').notNull(),
  defaultKey: text('default_key'),
  active: boolean('active').notNull().default(true),
  ...edited(),
})

export const merchants = pgTable('merchants', {
  ...tenant(),
  name: text('name').notNull(),
  sortName: text('sort_name').notNull().generatedAlwaysAs(''),
  categoryId: uuid('category_id'),
  searchText: text('search_text').notNull().generatedAlwaysAs(''),
  ...edited(),
})

export const expenses = pgTable('expenses', {
  ...tenant(),
  memberId: uuid('member_id').notNull(),
  merchantId: uuid('merchant_id').notNull(),
  categoryId: uuid('category_id').notNull(),
  projectId: uuid('project_id'),
  clientId: uuid('client_id'),
  spentOn: plainDate('spent_on').notNull(),
  amountCents: cents('amount_cents').notNull(),
  taxCents: cents('tax_cents').notNull().default(0),
  billable: boolean('billable').notNull().default(false),
  markupPercent: percent('markup_percent').notNull().default('0'),
  paidBy: text('paid_by').$type<PaidBy>().notNull(),
  payingAccountId: uuid('paying_account_id'),
  notes: text('notes'),
  state: text('state').$type<ExpenseState>().notNull().default('draft'),
  rejectReason: text('reject_reason'),
  approvedBy: uuid('approved_by'),
  approvedAt: instant('approved_at'),
  postedOn: plainDate('posted_on'),
  reimbursementId: uuid('reimbursement_id'),
  voidedOn: plainDate('voided_on'),
  voidReason: text('void_reason'),
  documentId: uuid('document_id'),
  documentLineId: uuid('document_line_id'),
  billedCents: cents('billed_cents'),
  searchText: text('search_text').notNull().generatedAlwaysAs(''),
  ...edited(),
  deletedAt: instant('deleted_at'),
})

export const expenseReceipts = pgTable('expense_receipts', {
  companyId: uuid('company_id').notNull(),
  expenseId: uuid('expense_id').notNull(),
  mediaId: uuid('media_id').notNull(),
  createdAt: instant('created_at').notNull(),
})
