import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listFormat, listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { emailAddress, optionalLongText, shortText } from '#kernel/text.ts'
import { Delivery, InvoiceDocument, invoiceForm } from './contract-invoice.ts'
import { Quote, QuoteDocument, QuoteListItem, QuoteSection } from './contract-quote.ts'
import { type QuoteType, quoteStates } from './domain/quote.ts'

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

/** Seeing them. */
function reading(type: QuoteType) {
  const { path, many } = words[type]
  const of = `${path}/:documentId` as const
  return {
    list: endpoint({
      method: 'GET',
      path,
      area: 'company',
      summary: `${many}; \`q\` finds numbers and client names`,
      input: z.object({
        ...listInput,
        sort: sortBy('-issued', 'issued', 'total', '-total', 'number', '-number'),
        state: z.enum([...quoteStates, 'expired', 'open']).optional(),
        clientId: Id.optional(),
        projectId: Id.optional(),
        from: PlainDateSchema.optional(),
        to: PlainDateSchema.optional(),
        format: listFormat,
      }),
      answer: pageOf(QuoteListItem),
      files: ['text/csv'],
    }),
    read: endpoint({
      method: 'GET',
      path: of,
      area: 'company',
      summary: `One of the ${many.toLowerCase()} with its lines, addresses and deliveries`,
      input: z.object(id),
      answer: Quote,
    }),
    pdf: endpoint({
      method: 'GET',
      path: `${of}/pdf`,
      area: 'company',
      summary: 'As PDF',
      input: z.object(id),
      answer: z.null(),
      files: ['application/pdf'],
    }),
  }
}

/** Making a draft. */
function starting(type: QuoteType) {
  const { path, one } = words[type]
  const of = `${path}/:documentId` as const
  return {
    create: endpoint({
      method: 'POST',
      path,
      area: 'company',
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
    duplicate: endpoint({
      method: 'POST',
      path: `${of}/duplicate`,
      area: 'company',
      summary: 'Draft a new one from an old one, dated today',
      input: z.object({ ...id, id: Id.optional() }),
      answer: QuoteDocument,
      creates: true,
      money: true,
    }),
  }
}

/** Changing a draft, and the note at any time. */
function drafting(type: QuoteType) {
  const { path } = words[type]
  const of = `${path}/:documentId` as const
  return {
    update: endpoint({
      method: 'PATCH',
      path: of,
      area: 'company',
      summary:
        'Change a draft; fields that are not sent stay, lines and sections are replaced whole; another template brings its texts',
      input: z.object({ ...id, templateId: Id.optional(), ...z.object(quoteForm).partial().shape }),
      answer: QuoteDocument,
    }),
    updateNote: endpoint({
      method: 'PUT',
      path: `${of}/internal-note`,
      area: 'company',
      summary: 'Change the internal note, at any time',
      input: z.object({ ...id, internalNote: optionalLongText(4000) }),
      answer: QuoteDocument,
    }),
    remove: endpoint({
      method: 'DELETE',
      path: of,
      area: 'company',
      summary: 'Delete a draft',
      input: z.object(id),
      answer: z.null(),
    }),
  }
}

/** Out of the house, and back. */
function sending(type: QuoteType) {
  const { path, one } = words[type]
  const of = `${path}/:documentId` as const
  return {
    send: endpoint({
      method: 'POST',
      path: `${of}/send`,
      area: 'company',
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
      area: 'company',
      summary: 'E-mail it again',
      input: z.object({ ...id, to: emailAddress.optional(), message: optionalLongText(4000).default(null) }),
      answer: Delivery,
      creates: true,
    }),
    void: endpoint({
      method: 'POST',
      path: `${of}/void`,
      area: 'company',
      summary: 'Take back a draft, or what was sent and not answered',
      input: z.object(id),
      answer: QuoteDocument,
      money: true,
    }),
  }
}

/** What the client said, and what it becomes. */
function answering(type: QuoteType) {
  const { path } = words[type]
  const of = `${path}/:documentId` as const
  return {
    accept: endpoint({
      method: 'POST',
      path: `${of}/accept`,
      area: 'company',
      summary: 'Write down that the client agreed',
      input: z.object({ ...id, name: shortText(200, 'Say who agreed.') }),
      answer: QuoteDocument,
      money: true,
    }),
    decline: endpoint({
      method: 'POST',
      path: `${of}/decline`,
      area: 'company',
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
      area: 'company',
      summary: 'Draft the invoice of what was accepted; a second call answers with the same draft',
      input: z.object(id),
      answer: InvoiceDocument,
      money: true,
    }),
  }
}

/** Links for the client. */
function sharing(type: QuoteType) {
  const { path } = words[type]
  const of = `${path}/:documentId` as const
  return {
    createLink: endpoint({
      method: 'POST',
      path: `${of}/links`,
      area: 'company',
      summary: 'Make a new public link; it is shown only this once',
      input: z.object(id),
      answer: z.object({ url: z.string(), expiresAt: InstantSchema }),
      creates: true,
    }),
    revokeLinks: endpoint({
      method: 'DELETE',
      path: `${of}/links`,
      area: 'company',
      summary: 'Close every public link',
      input: z.object(id),
      answer: z.object({ revoked: z.int() }),
    }),
  }
}

/** The endpoints of one type: two collections over one implementation. */
const endpointsOf = (type: QuoteType) => ({
  ...reading(type),
  ...starting(type),
  ...drafting(type),
  ...sending(type),
  ...answering(type),
  ...sharing(type),
})

/** Estimates and proposals by their type. */
export const quotes = { estimate: endpointsOf('estimate'), proposal: endpointsOf('proposal') } as const
