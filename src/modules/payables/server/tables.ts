import { boolean, char, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { Frequency } from '#kernel/calendar.ts'
import { cents, instant, plainDate, quantity, tenant } from '#platform/database/columns.ts'
import type { RecurringState } from '../contract.ts'
import type { BillState } from '../domain/bill.ts'

const stamps = () => ({
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

/** `sortName` and `searchText` are made by the database. */
export const vendors = pgTable('vendors', {
  ...tenant(),
  name: text('name').notNull(),
  sortName: text('sort_name').notNull().generatedAlwaysAs(''),
  email: text('email'),
  phone: text('phone'),
  addressLine1: text('address_line1'),
  addressLine2: text('address_line2'),
  city: text('city'),
  region: text('region'),
  postalCode: text('postal_code'),
  country: char('country', { length: 2 }),
  taxId: text('tax_id'),
  paymentTermsDays: smallint('payment_terms_days'),
  defaultExpenseAccountId: uuid('default_expense_account_id'),
  notes: text('notes'),
  searchText: text('search_text').notNull().generatedAlwaysAs(''),
  archivedAt: instant('archived_at'),
  ...stamps(),
})

export const bills = pgTable('bills', {
  ...tenant(),
  vendorId: uuid('vendor_id').notNull(),
  state: text('state').$type<BillState>().notNull().default('draft'),
  number: text('number'),
  numberKey: text('number_key').generatedAlwaysAs(''),
  billedOn: plainDate('billed_on').notNull(),
  dueOn: plainDate('due_on').notNull(),
  notes: text('notes'),
  subtotalCents: cents('subtotal_cents').notNull(),
  taxCents: cents('tax_cents').notNull(),
  totalCents: cents('total_cents').notNull(),
  balanceDueCents: cents('balance_due_cents').notNull().default(0),
  bookedOn: plainDate('booked_on'),
  voidedOn: plainDate('voided_on'),
  postedAt: instant('posted_at'),
  voidedAt: instant('voided_at'),
  paidAt: instant('paid_at'),
  recurringBillId: uuid('recurring_bill_id'),
  plannedOn: plainDate('planned_on'),
  createdBy: uuid('created_by'),
  searchText: text('search_text').notNull().generatedAlwaysAs(''),
  ...stamps(),
  deletedAt: instant('deleted_at'),
})

const line = () => ({
  ...tenant(),
  position: smallint('position').notNull(),
  accountId: uuid('account_id').notNull(),
  description: text('description'),
  quantity: quantity('quantity').notNull(),
  unitPriceCents: cents('unit_price_cents').notNull(),
  taxCents: cents('tax_cents').notNull(),
  clientId: uuid('client_id'),
  projectId: uuid('project_id'),
})

export const billLines = pgTable('bill_lines', {
  ...line(),
  billId: uuid('bill_id').notNull(),
  subtotalCents: cents('subtotal_cents').notNull(),
})

export const recurringBillLines = pgTable('recurring_bill_lines', {
  ...line(),
  recurringBillId: uuid('recurring_bill_id').notNull(),
})

export const recurringBills = pgTable('recurring_bills', {
  ...tenant(),
  vendorId: uuid('vendor_id').notNull(),
  name: text('name').notNull(),
  sortName: text('sort_name').notNull().generatedAlwaysAs(''),
  state: text('state').$type<RecurringState>().notNull().default('active'),
  frequency: text('frequency').$type<Frequency>().notNull(),
  every: smallint('every').notNull(),
  dayOfMonth: smallint('day_of_month'),
  startsOn: plainDate('starts_on').notNull(),
  endsOn: plainDate('ends_on'),
  nextRunOn: plainDate('next_run_on'),
  dueDays: smallint('due_days').notNull(),
  posts: boolean('posts').notNull(),
  notes: text('notes'),
  totalCents: cents('total_cents').notNull(),
  problem: text('problem'),
  createdBy: uuid('created_by'),
  ...stamps(),
})

export const billPayments = pgTable('bill_payments', {
  ...tenant(),
  vendorId: uuid('vendor_id').notNull(),
  paidOn: plainDate('paid_on').notNull(),
  amountCents: cents('amount_cents').notNull(),
  accountId: uuid('account_id').notNull(),
  reference: text('reference'),
  notes: text('notes'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const billPaymentReversals = pgTable('bill_payment_reversals', {
  ...tenant(),
  paymentId: uuid('payment_id').notNull(),
  reversedOn: plainDate('reversed_on').notNull(),
  reason: text('reason'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const billAttachments = pgTable('bill_attachments', {
  companyId: uuid('company_id').notNull(),
  billId: uuid('bill_id').notNull(),
  mediaId: uuid('media_id').notNull(),
  createdAt: instant('created_at').notNull(),
})
