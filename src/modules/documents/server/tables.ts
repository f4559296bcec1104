import { boolean, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { cents, instant, percent, plainDate, quantity, tenant } from '#platform/database/columns.ts'
import type { Delivery, DocumentLine, QuoteSection } from '../contract.ts'
import type { InvoiceState } from '../domain/invoice.ts'
import type { QuoteState } from '../domain/quote.ts'

export type DocumentType = 'estimate' | 'proposal' | 'invoice'
export type DocumentState = InvoiceState | QuoteState
type Kind = 'none' | 'percent' | 'fixed'

/** `searchText` and `sortNumber` are made by the database from the number. */
export const documents = pgTable('documents', {
  ...tenant(),
  documentType: text('document_type').$type<DocumentType>().notNull(),
  state: text('state').$type<DocumentState>().notNull(),
  number: text('number'),
  numberPeriod: text('number_period'),
  numberSeq: integer('number_seq'),
  clientId: uuid('client_id').notNull(),
  projectId: uuid('project_id'),
  templateId: uuid('template_id'),
  issuedOn: plainDate('issued_on').notNull(),
  dueOn: plainDate('due_on'),
  validUntil: plainDate('valid_until'),
  header: text('header'),
  footer: text('footer'),
  notes: text('notes'),
  terms: text('terms'),
  internalNote: text('internal_note'),
  discountKind: text('discount_kind').$type<Kind>().notNull(),
  discountPercent: percent('discount_percent'),
  discountFixedCents: cents('discount_fixed_cents'),
  depositKind: text('deposit_kind').$type<Kind>().notNull(),
  depositPercent: percent('deposit_percent'),
  depositFixedCents: cents('deposit_fixed_cents'),
  subtotalCents: cents('subtotal_cents').notNull(),
  discountCents: cents('discount_cents').notNull(),
  taxCents: cents('tax_cents').notNull(),
  totalCents: cents('total_cents').notNull(),
  balanceDueCents: cents('balance_due_cents').notNull(),
  sentAt: instant('sent_at'),
  voidedAt: instant('voided_at'),
  paidAt: instant('paid_at'),
  acceptedAt: instant('accepted_at'),
  declinedAt: instant('declined_at'),
  decidedByName: text('decided_by_name'),
  decidedAddress: text('decided_address'),
  declineReason: text('decline_reason'),
  convertedFromId: uuid('converted_from_id'),
  cover: text('cover'),
  sections: jsonb('sections').$type<QuoteSection[]>().notNull(),
  createdBy: uuid('created_by'),
  searchText: text('search_text').notNull().generatedAlwaysAs(''),
  sortNumber: text('sort_number').notNull().generatedAlwaysAs(''),
  revision: integer('revision').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})

export const documentLines = pgTable('document_lines', {
  ...tenant(),
  documentId: uuid('document_id').notNull(),
  position: smallint('position').notNull(),
  catalogItemId: uuid('catalog_item_id'),
  name: text('name').notNull(),
  description: text('description'),
  quantity: quantity('quantity').notNull(),
  unit: text('unit').$type<DocumentLine['unit']>(),
  unitPriceCents: cents('unit_price_cents').notNull(),
  taxable: boolean('taxable').notNull(),
  taxPercent: percent('tax_percent'),
  taxCents: cents('tax_cents').notNull(),
  subtotalCents: cents('subtotal_cents').notNull(),
  discountCents: cents('discount_cents').notNull(),
  totalCents: cents('total_cents').notNull(),
  incomeAccountId: uuid('income_account_id'),
})

export const documentDeliveries = pgTable('document_deliveries', {
  ...tenant(),
  documentId: uuid('document_id'),
  paymentId: uuid('payment_id'),
  creditNoteId: uuid('credit_note_id'),
  toEmail: text('to_email').notNull(),
  state: text('state').$type<Delivery['state']>().notNull(),
  error: text('error'),
  emailId: uuid('email_id'),
  createdAt: instant('created_at').notNull(),
  finishedAt: instant('finished_at'),
})

export const publicLinks = pgTable('public_links', {
  ...tenant(),
  documentId: uuid('document_id').notNull(),
  tokenHash: text('token_hash').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  firstViewedAt: instant('first_viewed_at'),
  createdAt: instant('created_at').notNull(),
})
