import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listFormat, listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { emailAddress, optionalLongText, shortText } from '#kernel/text.ts'
import { Explained } from './contract-explain.ts'
import { Delivery, Invoice, InvoiceDocument, InvoiceListItem, invoiceForm, SharedDocument } from './contract-invoice.ts'
import { invoiceStates } from './domain/invoice.ts'

export * from './contract-deliveries.ts'
export * from './contract-invoice.ts'
export * from './contract-quote.ts'
export * from './contract-quotes.ts'

const invoiceId = { invoiceId: Id }
const pdf = ['application/pdf'] as const

/** Beside the stored states: `open` owes something (also a paid one that owes again), `overdue` owes it too long. */
export const invoiceFilters = ['open', 'overdue', ...invoiceStates] as const

export const listInvoices = endpoint({
  method: 'GET',
  path: '/invoices',
  area: 'company',
  summary: 'Invoices; `q` finds numbers and client names',
  input: z.object({
    ...listInput,
    sort: sortBy('-issued', 'issued', 'due', '-due', 'total', '-total', 'number', '-number'),
    state: z.enum(invoiceFilters).optional(),
    clientId: Id.optional(),
    projectId: Id.optional(),
    from: PlainDateSchema.optional(),
    to: PlainDateSchema.optional(),
    format: listFormat,
  }),
  answer: pageOf(InvoiceListItem),
  files: ['text/csv'],
})

export const readInvoice = endpoint({
  method: 'GET',
  path: '/invoices/:invoiceId',
  area: 'company',
  summary: 'One invoice with its lines, addresses and deliveries',
  input: z.object(invoiceId),
  answer: Invoice,
})

/** Texts that are not sent come from the template, dates from today and the terms of the client. */
export const createInvoice = endpoint({
  method: 'POST',
  path: '/invoices',
  area: 'company',
  summary: 'Draft an invoice',
  input: z.object({
    id: Id.optional(),
    clientId: invoiceForm.clientId,
    projectId: invoiceForm.projectId.default(null),
    /** Without: the company's default template of invoices. */
    templateId: Id.optional(),
    issuedOn: invoiceForm.issuedOn.optional(),
    dueOn: invoiceForm.dueOn.optional(),
    header: invoiceForm.header.optional(),
    footer: invoiceForm.footer.optional(),
    notes: invoiceForm.notes.optional(),
    terms: invoiceForm.terms.optional(),
    internalNote: invoiceForm.internalNote.default(null),
    discount: invoiceForm.discount.default({ kind: 'none' }),
    deposit: invoiceForm.deposit.default({ kind: 'none' }),
    lines: invoiceForm.lines.default([]),
  }),
  answer: InvoiceDocument,
  creates: true,
  money: true,
})

export const updateInvoice = endpoint({
  method: 'PATCH',
  path: '/invoices/:invoiceId',
  area: 'company',
  summary: 'Change a draft; fields that are not sent stay, lines are replaced whole; another template brings its texts',
  input: z.object({ ...invoiceId, templateId: Id.optional(), ...z.object(invoiceForm).partial().shape }),
  answer: InvoiceDocument,
})

export const updateInvoiceNote = endpoint({
  method: 'PUT',
  path: '/invoices/:invoiceId/internal-note',
  area: 'company',
  summary: 'Change the internal note, at any time',
  input: z.object({ ...invoiceId, internalNote: optionalLongText(4000) }),
  answer: InvoiceDocument,
})

export const deleteInvoice = endpoint({
  method: 'DELETE',
  path: '/invoices/:invoiceId',
  area: 'company',
  summary: 'Delete a draft and free its time',
  input: z.object(invoiceId),
  answer: z.null(),
})

export const duplicateInvoice = endpoint({
  method: 'POST',
  path: '/invoices/:invoiceId/duplicate',
  area: 'company',
  summary: 'Draft a new invoice from an old one, dated today',
  input: z.object({ ...invoiceId, id: Id.optional() }),
  answer: InvoiceDocument,
  creates: true,
  money: true,
})

export const timeGroupings = ['entry', 'service', 'day', 'member'] as const

/**
 * All of the client's approved, unbilled, billable time and expenses, or those up to a date, or those that are named:
 * naming some of one kind and none of the other bills the named only.
 */
export const createInvoiceFromTime = endpoint({
  method: 'POST',
  path: '/invoices/from-time',
  area: 'company',
  summary: 'Draft an invoice from unbilled time and expenses',
  input: z.object({
    id: Id.optional(),
    clientId: Id,
    projectId: Id.nullable().default(null),
    timeEntryIds: z.array(Id).max(2000, 'Bill at most 2000 entries at once.').optional(),
    expenseIds: z.array(Id).max(500, 'Bill at most 500 expenses at once.').optional(),
    upTo: PlainDateSchema.optional(),
    groupBy: z.enum(timeGroupings).default('service'),
    issuedOn: PlainDateSchema.optional(),
  }),
  answer: InvoiceDocument,
  creates: true,
  money: true,
})

/** Without `email` it goes to the client's address, if there is one; `null` sends no e-mail. */
export const sendInvoice = endpoint({
  method: 'POST',
  path: '/invoices/:invoiceId/send',
  area: 'company',
  summary: 'Number, post and lock an invoice, and e-mail it',
  input: z.object({
    ...invoiceId,
    /** Moves the invoice to this date; its due date moves along. Without: its own date stays. */
    sentOn: PlainDateSchema.optional(),
    email: z
      .strictObject({ to: emailAddress, message: optionalLongText(4000).default(null) })
      .nullable()
      .optional(),
  }),
  answer: InvoiceDocument,
  money: true,
})

/** In the order of their dates, each on its own; all or none. */
export const sendInvoices = endpoint({
  method: 'POST',
  path: '/invoices/send',
  area: 'company',
  summary: 'Number, post and lock several drafts in one act, and e-mail each to its client',
  input: z.object({
    invoiceIds: z.array(Id).min(1, 'Choose at least one.').max(50, 'Choose at most 50 at once.'),
    /** To the clients whose address is known. */
    byEmail: z.boolean().default(true),
  }),
  answer: z.object({ items: z.array(z.object({ id: Id, number: z.string().nullable(), totalCents: z.int() })) }),
  money: true,
})

export const voidInvoice = endpoint({
  method: 'POST',
  path: '/invoices/:invoiceId/void',
  area: 'company',
  summary: 'Void a sent invoice: reverse its entry, free its time',
  input: z.object({ ...invoiceId, voidedOn: PlainDateSchema.optional() }),
  answer: InvoiceDocument,
  money: true,
})

export const emailInvoice = endpoint({
  method: 'POST',
  path: '/invoices/:invoiceId/emails',
  area: 'company',
  summary: 'E-mail a sent invoice again',
  input: z.object({
    ...invoiceId,
    /** Without: the client's address. */
    to: emailAddress.optional(),
    message: optionalLongText(4000).default(null),
  }),
  answer: Delivery,
  creates: true,
})

export const createInvoiceLink = endpoint({
  method: 'POST',
  path: '/invoices/:invoiceId/links',
  area: 'company',
  summary: 'Make a new public link; it is shown only this once',
  input: z.object(invoiceId),
  answer: z.object({ url: z.string(), expiresAt: InstantSchema }),
  creates: true,
})

export const revokeInvoiceLinks = endpoint({
  method: 'DELETE',
  path: '/invoices/:invoiceId/links',
  area: 'company',
  summary: 'Close every public link of an invoice',
  input: z.object(invoiceId),
  answer: z.object({ revoked: z.int() }),
})

export const readInvoicePdf = endpoint({
  method: 'GET',
  path: '/invoices/:invoiceId/pdf',
  area: 'company',
  summary: 'The invoice as PDF',
  input: z.object(invoiceId),
  answer: z.null(),
  files: pdf,
})

export const explainInvoice = endpoint({
  method: 'GET',
  path: '/invoices/:invoiceId/explain',
  area: 'company',
  summary: 'Where the balance comes from: money, journal entries, who and which request',
  input: z.object(invoiceId),
  answer: Explained,
})

/** Whoever has the link; a revoked, expired or voided one answers like one that never was. */
export const readSharedDocument = endpoint({
  method: 'GET',
  path: '/documents/:token',
  area: 'public',
  summary: 'A document by its public link',
  input: z.object({ token: z.string() }),
  answer: SharedDocument,
})

/** Once: the name, the time and the address are kept as evidence. */
export const acceptSharedDocument = endpoint({
  method: 'POST',
  path: '/documents/:token/accept',
  area: 'public',
  summary: 'Accept an estimate or proposal by its public link',
  input: z.object({ token: z.string(), name: shortText(200, 'Enter your name.') }),
  answer: SharedDocument,
})

export const declineSharedDocument = endpoint({
  method: 'POST',
  path: '/documents/:token/decline',
  area: 'public',
  summary: 'Decline an estimate or proposal by its public link',
  input: z.object({
    token: z.string(),
    name: shortText(200, 'Enter your name.'),
    reason: optionalLongText(2000).default(null),
  }),
  answer: SharedDocument,
})

export const readSharedPdf = endpoint({
  method: 'GET',
  path: '/documents/:token/pdf',
  area: 'public',
  summary: 'A document by its public link, as PDF',
  input: z.object({ token: z.string() }),
  answer: z.null(),
  files: pdf,
})

export const readSharedLogo = endpoint({
  method: 'GET',
  path: '/documents/:token/logo',
  area: 'public',
  summary: "The company's logo on a document that was shared",
  input: z.object({ token: z.string() }),
  answer: z.null(),
  files: ['image/png', 'image/jpeg', 'image/gif', 'image/webp'],
})
