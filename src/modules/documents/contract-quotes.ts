import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { emailAddress, optionalLongText, shortText } from '#kernel/text.ts'
import { Delivery, deliveryStates, Invoice, InvoiceDocument, invoiceForm } from './contract-invoice.ts'
import { type QuoteType, quoteStates, quoteTypes } from './domain/quote.ts'

export const quoteDisplayStates = [...quoteStates, 'expired'] as const

/** A part of a proposal: a title and a text in the house's small markup (kernel/rich-text.ts). */
export const QuoteSection = z.strictObject({
  title: shortText(200, 'Give this section a title.'),
  body: optionalLongText(20_000).default(null),
})
export type QuoteSection = z.output<typeof QuoteSection>

const shared = InvoiceDocument.pick({
  id: true,
  number: true,
  clientId: true,
  projectId: true,
  issuedOn: true,
  header: true,
  footer: true,
  notes: true,
  terms: true,
  internalNote: true,
  discount: true,
  deposit: true,
  subtotalCents: true,
  discountCents: true,
  taxCents: true,
  totalCents: true,
  depositCents: true,
  lines: true,
  sentAt: true,
  voidedAt: true,
  createdAt: true,
  updatedAt: true,
  revision: true,
})

/** An estimate or proposal itself, as every command answers it. */
export const QuoteDocument = shared.extend({
  documentType: z.enum(quoteTypes),
  state: z.enum(quoteStates),
  displayState: z.enum(quoteDisplayStates),
  validUntil: PlainDateSchema,
  /** Before everything else, in the house's small markup. */
  cover: z.string().nullable(),
  sections: z.array(QuoteSection),
  /** Evidence of the answer: when, who, from which address, why not. */
  decidedAt: InstantSchema.nullable(),
  decidedByName: z.string().nullable(),
  decidedAddress: z.string().nullable(),
  declineReason: z.string().nullable(),
})
export type QuoteDocument = z.output<typeof QuoteDocument>

/** With everything around it that its screen shows. */
export const Quote = QuoteDocument.extend({
  ...Invoice.pick({
    currency: true,
    locale: true,
    company: true,
    client: true,
    clientName: true,
    project: true,
    deliveries: true,
    deliveryState: true,
    liveLinkCount: true,
    firstViewedAt: true,
  }).shape,
  /** The invoice that it became. */
  invoice: z.object({ id: Id, number: z.string().nullable() }).nullable(),
})
export type Quote = z.output<typeof Quote>

export const QuoteListItem = z.object({
  id: Id,
  number: z.string().nullable(),
  displayState: z.enum(quoteDisplayStates),
  clientId: Id,
  clientName: z.string(),
  issuedOn: PlainDateSchema,
  validUntil: PlainDateSchema,
  totalCents: z.int(),
  deliveryState: z.enum(deliveryStates).nullable(),
})
export type QuoteListItem = z.output<typeof QuoteListItem>

const { dueOn: _dueOn, ...form } = invoiceForm

/** What a person may change on a draft. */
const quoteForm = {
  ...form,
  validUntil: PlainDateSchema,
  cover: optionalLongText(20_000),
  sections: z.array(QuoteSection).max(50, 'Use at most 50 sections.'),
}

const id = { documentId: Id }
const words = {
  estimate: { path: '/estimates', one: 'an estimate', many: 'Estimates' },
  proposal: { path: '/proposals', one: 'a proposal', many: 'Proposals' },
} as const

/** The endpoints of one type: two collections over one implementation. */
function endpointsOf(type: QuoteType) {
  const { path, one, many } = words[type]
  const area = 'company' as const
  const of = `${path}/:documentId` as const
  return {
    list: endpoint({
      method: 'GET',
      path,
      area,
      summary: `${many}; \`q\` finds numbers and client names`,
      input: z.object({
        ...listInput,
        sort: sortBy('-issued', 'issued', 'total', '-total', 'number', '-number'),
        state: z.enum([...quoteStates, 'expired', 'open']).optional(),
        clientId: Id.optional(),
        projectId: Id.optional(),
        from: PlainDateSchema.optional(),
        to: PlainDateSchema.optional(),
      }),
      answer: pageOf(QuoteListItem),
    }),
    read: endpoint({
      method: 'GET',
      path: of,
      area,
      summary: `One of the ${many.toLowerCase()} with its lines, addresses and deliveries`,
      input: z.object(id),
      answer: Quote,
    }),
    create: endpoint({
      method: 'POST',
      path,
      area,
      summary: `Draft ${one}`,
      input: z.object({
        id: Id.optional(),
        clientId: form.clientId,
        projectId: form.projectId.default(null),
        /** Without: the company's default template of this type. */
        templateId: Id.optional(),
        issuedOn: form.issuedOn.optional(),
        validUntil: quoteForm.validUntil.optional(),
        header: form.header.optional(),
        footer: form.footer.optional(),
        notes: form.notes.optional(),
        terms: form.terms.optional(),
        internalNote: form.internalNote.default(null),
        cover: quoteForm.cover.default(null),
        sections: quoteForm.sections.default([]),
        discount: form.discount.default({ kind: 'none' }),
        deposit: form.deposit.default({ kind: 'none' }),
        lines: form.lines.default([]),
      }),
      answer: QuoteDocument,
      creates: true,
      money: true,
    }),
    update: endpoint({
      method: 'PATCH',
      path: of,
      area,
      summary: 'Change a draft; fields that are not sent stay, lines and sections are replaced whole',
      input: z.object({ ...id, ...z.object(quoteForm).partial().shape }),
      answer: QuoteDocument,
    }),
    updateNote: endpoint({
      method: 'PUT',
      path: `${of}/internal-note`,
      area,
      summary: 'Change the internal note, at any time',
      input: z.object({ ...id, internalNote: optionalLongText(4000) }),
      answer: QuoteDocument,
    }),
    remove: endpoint({
      method: 'DELETE',
      path: of,
      area,
      summary: 'Delete a draft',
      input: z.object(id),
      answer: z.null(),
    }),
    duplicate: endpoint({
      method: 'POST',
      path: `${of}/duplicate`,
      area,
      summary: 'Draft a new one from an old one, dated today',
      input: z.object({ ...id, id: Id.optional() }),
      answer: QuoteDocument,
      creates: true,
      money: true,
    }),
    send: endpoint({
      method: 'POST',
      path: `${of}/send`,
      area,
      summary: `Number and lock ${one}, and e-mail it`,
      input: z.object({
        ...id,
        /** Without: the client's address, if there is one; `null` sends no e-mail. */
        email: z
          .strictObject({ to: emailAddress, message: optionalLongText(4000).default(null) })
          .nullable()
          .optional(),
      }),
      answer: QuoteDocument,
      money: true,
    }),
    email: endpoint({
      method: 'POST',
      path: `${of}/emails`,
      area,
      summary: 'E-mail it again',
      input: z.object({ ...id, to: emailAddress.optional(), message: optionalLongText(4000).default(null) }),
      answer: Delivery,
      creates: true,
    }),
    void: endpoint({
      method: 'POST',
      path: `${of}/void`,
      area,
      summary: 'Take back what was sent and not answered',
      input: z.object(id),
      answer: QuoteDocument,
      money: true,
    }),
    accept: endpoint({
      method: 'POST',
      path: `${of}/accept`,
      area,
      summary: 'Write down that the client agreed',
      input: z.object({ ...id, name: shortText(200, 'Say who agreed.') }),
      answer: QuoteDocument,
      money: true,
    }),
    decline: endpoint({
      method: 'POST',
      path: `${of}/decline`,
      area,
      summary: 'Write down that the client declined',
      input: z.object({
        ...id,
        name: shortText(200, 'Say who declined.'),
        reason: optionalLongText(2000).default(null),
      }),
      answer: QuoteDocument,
      money: true,
    }),
    convert: endpoint({
      method: 'POST',
      path: `${of}/convert`,
      area,
      summary: 'Draft the invoice of what was accepted; a second call answers with the same draft',
      input: z.object(id),
      answer: InvoiceDocument,
      money: true,
    }),
    createLink: endpoint({
      method: 'POST',
      path: `${of}/links`,
      area,
      summary: 'Make a new public link; it is shown only this once',
      input: z.object(id),
      answer: z.object({ url: z.string(), expiresAt: InstantSchema }),
      creates: true,
    }),
    revokeLinks: endpoint({
      method: 'DELETE',
      path: `${of}/links`,
      area,
      summary: 'Close every public link',
      input: z.object(id),
      answer: z.object({ revoked: z.int() }),
    }),
    pdf: endpoint({
      method: 'GET',
      path: `${of}/pdf`,
      area,
      summary: 'As PDF',
      input: z.object(id),
      answer: z.null(),
      files: ['application/pdf'],
    }),
  }
}

/** Estimates and proposals by their type. */
export const quotes = { estimate: endpointsOf('estimate'), proposal: endpointsOf('proposal') } as const
