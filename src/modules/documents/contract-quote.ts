import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { optionalLongText, shortText } from '#kernel/text.ts'
import { deliveryStates, Invoice, InvoiceDocument } from './contract-invoice.ts'
import { quoteStates, quoteTypes } from './domain/quote.ts'

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
  templateId: true,
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
