import { integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { cents, instant, plainDate, tenant } from '#platform/database/columns.ts'

/** A draft is edited; a posted note never changes. `searchText` is made by the database from the number. */
export const creditNotes = pgTable('credit_notes', {
  ...tenant(),
  documentId: uuid('document_id').notNull(),
  clientId: uuid('client_id').notNull(),
  state: text('state').$type<'draft' | 'posted'>().notNull(),
  number: text('number'),
  numberPeriod: text('number_period'),
  numberSeq: integer('number_seq'),
  issuedOn: plainDate('issued_on').notNull(),
  reason: text('reason'),
  subtotalCents: cents('subtotal_cents').notNull(),
  taxCents: cents('tax_cents').notNull(),
  totalCents: cents('total_cents').notNull(),
  arAppliedCents: cents('ar_applied_cents').notNull(),
  creditedCents: cents('credited_cents').notNull(),
  postedAt: instant('posted_at'),
  createdBy: uuid('created_by'),
  searchText: text('search_text').notNull().generatedAlwaysAs(''),
  revision: integer('revision').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})

export const creditNoteLines = pgTable('credit_note_lines', {
  ...tenant(),
  creditNoteId: uuid('credit_note_id').notNull(),
  position: smallint('position').notNull(),
  documentLineId: uuid('document_line_id'),
  name: text('name').notNull(),
  description: text('description'),
  subtotalCents: cents('subtotal_cents').notNull(),
  taxCents: cents('tax_cents').notNull(),
  totalCents: cents('total_cents').notNull(),
})

export const creditNoteReversals = pgTable('credit_note_reversals', {
  ...tenant(),
  creditNoteId: uuid('credit_note_id').notNull(),
  reversedOn: plainDate('reversed_on').notNull(),
  reason: text('reason'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

/** Never changed; a reversal recovers one. */
export const writeOffs = pgTable('write_offs', {
  ...tenant(),
  documentId: uuid('document_id').notNull(),
  clientId: uuid('client_id').notNull(),
  amountCents: cents('amount_cents').notNull(),
  writtenOffOn: plainDate('written_off_on').notNull(),
  reason: text('reason').notNull(),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const writeOffReversals = pgTable('write_off_reversals', {
  ...tenant(),
  writeOffId: uuid('write_off_id').notNull(),
  reversedOn: plainDate('reversed_on').notNull(),
  reason: text('reason'),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})

export const invoiceCorrections = pgTable('invoice_corrections', {
  ...tenant(),
  documentId: uuid('document_id').notNull(),
  replacementId: uuid('replacement_id').notNull(),
  creditNoteId: uuid('credit_note_id'),
  correctedOn: plainDate('corrected_on').notNull(),
  clientNote: text('client_note'),
  movedRecords: integer('moved_records').notNull(),
  createdBy: uuid('created_by'),
  createdAt: instant('created_at').notNull(),
})
