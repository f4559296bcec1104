import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { cents, instant, plainDate, tenant } from '#platform/database/columns.ts'
import type { CreditKind, PaymentMethod } from '../contract.ts'

/** Never changed once it arrived or failed, except the rollup `refundedCents`. */
export const payments = pgTable('payments', {
  ...tenant(),
  clientId: uuid('client_id').notNull(),
  receivedOn: plainDate('received_on').notNull(),
  method: text('method').$type<PaymentMethod>().notNull(),
  amountCents: cents('amount_cents').notNull(),
  refundedCents: cents('refunded_cents').notNull().default(0),
  reference: text('reference'),
  notes: text('notes'),
  state: text('state').$type<'pending' | 'succeeded' | 'failed'>().notNull().default('succeeded'),
  announcedOn: plainDate('announced_on'),
  failedOn: plainDate('failed_on'),
  failureReason: text('failure_reason'),
  searchText: text('search_text').notNull().generatedAlwaysAs(''),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const paymentAllocations = pgTable('payment_allocations', {
  ...tenant(),
  paymentId: uuid('payment_id').notNull(),
  documentId: uuid('document_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  refundedCents: cents('refunded_cents').notNull().default(0),
})

/** What a payment that is on its way is meant for. */
export const intendedAllocations = pgTable('intended_allocations', {
  ...tenant(),
  paymentId: uuid('payment_id').notNull(),
  documentId: uuid('document_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
})

/** What Stripe kept of a payment; never changed. */
export const paymentFees = pgTable('payment_fees', {
  ...tenant(),
  paymentId: uuid('payment_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const paymentReversals = pgTable('payment_reversals', {
  ...tenant(),
  paymentId: uuid('payment_id').notNull(),
  reversedOn: plainDate('reversed_on').notNull(),
  reason: text('reason'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

/** The truth about credit; `clients.credit_cents` follows by a trigger. */
export const clientCreditEntries = pgTable('client_credit_entries', {
  ...tenant(),
  clientId: uuid('client_id').notNull(),
  centsDelta: cents('cents_delta').notNull(),
  kind: text('kind').$type<CreditKind>().notNull(),
  sourceId: uuid('source_id').notNull(),
  occurredOn: plainDate('occurred_on').notNull(),
  createdAt: instant('created_at').notNull(),
})

export const creditApplications = pgTable('credit_applications', {
  ...tenant(),
  clientId: uuid('client_id').notNull(),
  documentId: uuid('document_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  appliedOn: plainDate('applied_on').notNull(),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

/** Never changed, except that one that waited arrives or fails. */
export const paymentRefunds = pgTable('payment_refunds', {
  ...tenant(),
  paymentId: uuid('payment_id').notNull(),
  refundedOn: plainDate('refunded_on').notNull(),
  amountCents: cents('amount_cents').notNull(),
  reference: text('reference'),
  reason: text('reason'),
  state: text('state').$type<'pending' | 'succeeded' | 'failed'>().notNull(),
  announcedOn: plainDate('announced_on'),
  failedOn: plainDate('failed_on'),
  failureReason: text('failure_reason'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

/** Without an allocation the part was taken from client credit. */
export const paymentRefundParts = pgTable('payment_refund_parts', {
  ...tenant(),
  refundId: uuid('refund_id').notNull(),
  allocationId: uuid('allocation_id'),
  amountCents: cents('amount_cents').notNull(),
})

export const creditApplicationReversals = pgTable('credit_application_reversals', {
  ...tenant(),
  applicationId: uuid('application_id').notNull(),
  reversedOn: plainDate('reversed_on').notNull(),
  reason: text('reason'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const creditAdjustments = pgTable('credit_adjustments', {
  ...tenant(),
  clientId: uuid('client_id').notNull(),
  adjustedOn: plainDate('adjusted_on').notNull(),
  centsDelta: cents('cents_delta').notNull(),
  reason: text('reason').notNull(),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})
