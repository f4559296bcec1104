import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { MAX_DOCUMENT_CENTS, PositiveCents } from '#kernel/money.ts'
import { listFormat, listInput, pageOf } from '#kernel/paging.ts'
import { emailAddress, optionalLongText, optionalText, shortText } from '#kernel/text.ts'
import { Delivery, InvoiceDocument } from '../documents/contract.ts'
import {
  CreditNote,
  CreditNoteDetail,
  CreditNoteLineInput,
  CreditNoteListItem,
  creditNoteStates,
  InvoiceCorrections,
  noteCents,
  WriteOff,
} from './contract-records.ts'

export * from './contract-records.ts'

const creditNoteId = { creditNoteId: Id }
const invoiceId = { invoiceId: Id }
/** Today in the company when left out; never later than that. */
const day = PlainDateSchema.optional()
const linesMax = 500

/** What a note credits: lines, or two amounts, or, with neither, all that is left of the invoice. */
const noteForm = {
  issuedOn: day,
  /** Printed on the note. */
  reason: optionalText(500).optional(),
  lines: z.array(CreditNoteLineInput).max(linesMax, `Use at most ${linesMax} lines.`).optional(),
  subtotalCents: noteCents.optional(),
  taxCents: noteCents.optional(),
}

const emailTo = z.strictObject({ to: emailAddress, message: optionalLongText(4000).default(null) })

export const listCreditNotes = endpoint({
  method: 'GET',
  path: '/credit-notes',
  area: 'company',
  summary: 'Credit notes, latest first; `q` finds numbers and client names',
  input: z.object({
    ...listInput,
    state: z.enum(creditNoteStates).optional(),
    clientId: Id.optional(),
    invoiceId: Id.optional(),
    from: PlainDateSchema.optional(),
    to: PlainDateSchema.optional(),
    format: listFormat,
  }),
  answer: pageOf(CreditNoteListItem),
  files: ['text/csv'],
})

export const createCreditNote = endpoint({
  method: 'POST',
  path: '/credit-notes',
  area: 'company',
  summary: 'Draft a credit note against a sent invoice',
  input: z.object({ id: Id.optional(), ...invoiceId, ...noteForm }),
  answer: CreditNote,
  creates: true,
  money: true,
})

export const readCreditNote = endpoint({
  method: 'GET',
  path: '/credit-notes/:creditNoteId',
  area: 'company',
  summary: 'One credit note with its lines, journal entries and e-mails',
  input: z.object(creditNoteId),
  answer: CreditNoteDetail,
})

export const updateCreditNote = endpoint({
  method: 'PATCH',
  path: '/credit-notes/:creditNoteId',
  area: 'company',
  summary: 'Change a draft; fields that are not sent stay, lines are replaced whole',
  input: z.object({ ...creditNoteId, ...noteForm }),
  answer: CreditNote,
})

export const deleteCreditNote = endpoint({
  method: 'DELETE',
  path: '/credit-notes/:creditNoteId',
  area: 'company',
  summary: 'Delete a draft',
  input: z.object(creditNoteId),
  answer: z.null(),
})

export const postCreditNote = endpoint({
  method: 'POST',
  path: '/credit-notes/:creditNoteId/post',
  area: 'company',
  summary: 'Number and post a credit note: the invoice owes less, the rest becomes client credit',
  input: z.object({
    ...creditNoteId,
    /** Moves the note to this date. Without: its own date stays. */
    postedOn: day,
    email: emailTo.nullable().default(null),
  }),
  answer: CreditNote,
  money: true,
})

export const reverseCreditNote = endpoint({
  method: 'POST',
  path: '/credit-notes/:creditNoteId/reversal',
  area: 'company',
  summary: 'Undo a posted credit note, as long as the credit that it made is unused',
  input: z.object({ ...creditNoteId, id: Id.optional(), reversedOn: day, reason: optionalText(500).default(null) }),
  answer: CreditNote,
  creates: true,
  money: true,
})

export const emailCreditNote = endpoint({
  method: 'POST',
  path: '/credit-notes/:creditNoteId/emails',
  area: 'company',
  summary: 'E-mail a posted credit note',
  input: z.object({
    ...creditNoteId,
    /** Without: the client's address. */
    to: emailAddress.optional(),
    message: optionalLongText(4000).default(null),
  }),
  answer: Delivery,
  creates: true,
})

export const readCreditNotePdf = endpoint({
  method: 'GET',
  path: '/credit-notes/:creditNoteId/pdf',
  area: 'company',
  summary: 'The credit note as PDF',
  input: z.object(creditNoteId),
  answer: z.null(),
  files: ['application/pdf'],
})

export const readInvoiceCorrections = endpoint({
  method: 'GET',
  path: '/invoices/:invoiceId/corrections',
  area: 'company',
  summary: 'What undid parts of an invoice, and what can still be undone',
  input: z.object(invoiceId),
  answer: InvoiceCorrections,
})

export const writeOffInvoice = endpoint({
  method: 'POST',
  path: '/invoices/:invoiceId/write-offs',
  area: 'company',
  summary: 'Close what will never be paid: the balance becomes a bad debt',
  input: z.object({
    ...invoiceId,
    id: Id.optional(),
    writtenOffOn: day,
    /** The whole balance when left out. */
    amountCents: PositiveCents.max(MAX_DOCUMENT_CENTS, 'That is more than one document can hold.').optional(),
    reason: shortText(500, 'Say why it will not be paid.'),
  }),
  answer: WriteOff,
  creates: true,
  money: true,
})

export const reverseWriteOff = endpoint({
  method: 'POST',
  path: '/write-offs/:writeOffId/reversal',
  area: 'company',
  summary: 'Recover a write-off: the invoice is owed again',
  input: z.object({ writeOffId: Id, id: Id.optional(), reversedOn: day, reason: optionalText(500).default(null) }),
  answer: WriteOff,
  creates: true,
  money: true,
})

export const correctInvoice = endpoint({
  method: 'POST',
  path: '/invoices/:invoiceId/correct',
  area: 'company',
  summary:
    'Correct an invoice: credit all of it, keep what was paid as credit, draft its replacement with the same lines and time',
  input: z.object({
    ...invoiceId,
    /** Of the replacement. */
    id: Id.optional(),
    correctedOn: day,
    /** What was wrong; printed on the credit note. */
    reason: optionalText(500).default(null),
    /** Sends the credit note with a note in plain language; without `message` one is written. */
    email: emailTo.nullable().default(null),
  }),
  answer: z.object({
    correctionId: Id,
    replacement: InvoiceDocument,
    creditNote: CreditNote.nullable(),
    movedRecords: z.int(),
    correctedAt: InstantSchema,
  }),
  creates: true,
  money: true,
})
