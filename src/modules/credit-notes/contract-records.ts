import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { Cents, MAX_DOCUMENT_CENTS, NonNegativeCents } from '#kernel/money.ts'
import { optionalLongText, shortText } from '#kernel/text.ts'
import { Delivery, Party } from '../documents/contract.ts'

export { Delivery }

const most = 'That is more than one document can hold.'
const documentCents = Cents.min(-MAX_DOCUMENT_CENTS, most).max(MAX_DOCUMENT_CENTS, most)
/** An amount of a note: zero or more. */
export const noteCents = NonNegativeCents.max(MAX_DOCUMENT_CENTS, most)

/** `reversed` is derived: a posted note stays posted, its reversal says that it counts no more. */
export const creditNoteStates = ['draft', 'posted', 'reversed'] as const
export type CreditNoteState = (typeof creditNoteStates)[number]

export const CreditNoteLineInput = z.strictObject({
  /** The line of the invoice that is taken back: its income account is debited. Without: the invoice's accounts by their share. */
  invoiceLineId: Id.nullable().default(null),
  name: shortText(200, 'Say what is credited.'),
  description: optionalLongText(4000).default(null),
  /** Net of the invoice's discount; negative where a rebate is taken back. */
  subtotalCents: documentCents,
  taxCents: documentCents.default(0),
})
export type CreditNoteLineInput = z.output<typeof CreditNoteLineInput>

export const CreditNoteLine = z.object({
  id: Id,
  invoiceLineId: Id.nullable(),
  name: z.string(),
  description: z.string().nullable(),
  subtotalCents: z.int(),
  taxCents: z.int(),
  totalCents: z.int(),
})
export type CreditNoteLine = z.output<typeof CreditNoteLine>

/** How a record was undone. */
const Reversal = z.object({
  id: Id,
  reversedOn: PlainDateSchema,
  reason: z.string().nullable(),
  createdAt: InstantSchema,
})

export const CreditNoteListItem = z.object({
  id: Id,
  /** Null until it is posted. */
  number: z.string().nullable(),
  state: z.enum(creditNoteStates),
  invoiceId: Id,
  invoiceNumber: z.string(),
  clientId: Id,
  clientName: z.string(),
  issuedOn: PlainDateSchema,
  totalCents: z.int(),
  /** What the invoice owes less for it. */
  arAppliedCents: z.int(),
  /** What became client credit. */
  creditedCents: z.int(),
})
export type CreditNoteListItem = z.output<typeof CreditNoteListItem>

/** The note itself, as every command answers it. */
export const CreditNote = CreditNoteListItem.extend({
  reason: z.string().nullable(),
  subtotalCents: z.int(),
  taxCents: z.int(),
  lines: z.array(CreditNoteLine),
  reversal: Reversal.nullable(),
  postedAt: InstantSchema.nullable(),
  createdAt: InstantSchema,
  revision: z.int(),
})
export type CreditNote = z.output<typeof CreditNote>

/** An entry in the books, who posted it, and in which request. */
export const CausedEntry = z.object({
  entryId: Id,
  entryDate: PlainDateSchema,
  memo: z.string(),
  sourceType: z.string(),
  postedAt: InstantSchema,
  postedByName: z.string().nullable(),
  requestId: z.string().nullable(),
  lines: z.array(
    z.object({ accountCode: z.string(), accountName: z.string(), debitCents: z.int(), creditCents: z.int() }),
  ),
})
export type CausedEntry = z.output<typeof CausedEntry>

/** The note with everything around it that its screen shows. */
export const CreditNoteDetail = CreditNote.extend({
  company: Party,
  client: Party,
  clientEmail: z.string().nullable(),
  project: z.object({ id: Id, number: z.string(), name: z.string() }).nullable(),
  entries: z.array(CausedEntry),
  /** Newest first. */
  deliveries: z.array(Delivery),
  /** Nothing while it can be reversed; else the sentence that says why not. */
  kept: z.string().nullable(),
})
export type CreditNoteDetail = z.output<typeof CreditNoteDetail>

export const WriteOff = z.object({
  id: Id,
  invoiceId: Id,
  invoiceNumber: z.string(),
  clientId: Id,
  writtenOffOn: PlainDateSchema,
  amountCents: z.int(),
  reason: z.string(),
  reversal: Reversal.nullable(),
  createdAt: InstantSchema,
})
export type WriteOff = z.output<typeof WriteOff>

/** A draft that took the place of an invoice. */
export const Correction = z.object({
  id: Id,
  replacementId: Id,
  /** Null while the replacement is a draft. */
  replacementNumber: z.string().nullable(),
  /** `deleted` when the draft was let go. */
  replacementState: z.string(),
  creditNoteId: Id.nullable(),
  correctedOn: PlainDateSchema,
  clientNote: z.string().nullable(),
  /** Time entries and expenses that went along. */
  movedRecords: z.int(),
})
export type Correction = z.output<typeof Correction>

/** What undid parts of an invoice, and what can still be undone. */
export const InvoiceCorrections = z.object({
  invoiceId: Id,
  invoiceNumber: z.string().nullable(),
  /** Sent and not void: it can be credited, written off, corrected. */
  out: z.boolean(),
  clientId: Id,
  clientName: z.string(),
  clientEmail: z.string().nullable(),
  companyName: z.string(),
  issuedOn: PlainDateSchema,
  totalCents: z.int(),
  balanceDueCents: z.int(),
  /** What no posted note has credited yet. */
  restSubtotalCents: z.int(),
  restTaxCents: z.int(),
  /** Lines that would credit all of the rest. */
  restLines: z.array(CreditNoteLineInput),
  /** What the invoice bills, which a correction moves along. */
  timeEntryCount: z.int(),
  expenseCount: z.int(),
  creditNotes: z.array(CreditNoteListItem),
  writeOffs: z.array(WriteOff),
  /** The live or last replacement. */
  correction: Correction.nullable(),
  /** The older invoice that this one replaces. */
  corrects: z.object({ invoiceId: Id, number: z.string(), creditNoteId: Id.nullable() }).nullable(),
})
export type InvoiceCorrections = z.output<typeof InvoiceCorrections>
