import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { Percentage, Quantity } from '#kernel/decimal.ts'
import { Id } from '#kernel/ids.ts'
import { Cents, MAX_DOCUMENT_CENTS, NonNegativeCents } from '#kernel/money.ts'
import { optionalLongText, shortText } from '#kernel/text.ts'
import { units } from '../catalog/contract.ts'
import { invoiceStates, otherClosings } from './domain/invoice.ts'

export const linesMax = 500

const documentCents = Cents.min(-MAX_DOCUMENT_CENTS, 'That is more than one document can hold.').max(
  MAX_DOCUMENT_CENTS,
  'That is more than one document can hold.',
)
const positiveDocumentCents = NonNegativeCents.max(MAX_DOCUMENT_CENTS, 'That is more than one document can hold.')

/** Nothing, a percentage or an amount: for a discount before tax, and for a deposit asked for in advance. */
const PartOfDocument = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('percent'), percent: Percentage }),
  z.strictObject({ kind: z.literal('fixed'), cents: positiveDocumentCents }),
])

/** A line as the editor sends it. Keep the `id` of a line that stays: billed time hangs on it. */
export const DocumentLineInput = z.strictObject({
  id: Id.optional(),
  catalogItemId: Id.nullable().default(null),
  name: shortText(200, 'Say what this line is for.'),
  description: optionalLongText(4000).default(null),
  quantity: Quantity.default('1'),
  unit: z.enum(units).nullable().default(null),
  /** Negative for a rebate. */
  unitPriceCents: documentCents,
  taxable: z.boolean().default(false),
  /** Where the tax came from, when it came from a rate. The amount is what counts. */
  taxPercent: Percentage.nullable().default(null),
  taxCents: documentCents.default(0),
  /** Without: the catalog item's, else Revenue. */
  incomeAccountId: Id.nullable().default(null),
})
export type DocumentLineInput = z.output<typeof DocumentLineInput>

export const DocumentLine = z.object({
  id: Id,
  catalogItemId: Id.nullable(),
  name: z.string(),
  description: z.string().nullable(),
  quantity: z.string(),
  unit: z.enum(units).nullable(),
  unitPriceCents: z.int(),
  taxable: z.boolean(),
  taxPercent: z.string().nullable(),
  taxCents: z.int(),
  incomeAccountId: Id.nullable(),
  subtotalCents: z.int(),
  /** This line's share of the document's discount. */
  discountCents: z.int(),
  totalCents: z.int(),
})
export type DocumentLine = z.output<typeof DocumentLine>

/** `overdue`, `reopened` (paid, and owing again after a refund) and what closed it without money are derived; the rest are the stored states. */
export const displayStates = [...invoiceStates, 'overdue', 'reopened', ...otherClosings] as const

/** `delayed`: a try failed, and it is tried again. */
export const deliveryStates = ['queued', 'delayed', 'sent', 'failed'] as const

/** One e-mail with the document: whether it arrived is a state of its own beside the document's. */
export const Delivery = z.object({
  id: Id,
  toEmail: z.string(),
  state: z.enum(deliveryStates),
  /** Why it failed, or what was left out (`PDF could not be made`). */
  error: z.string().nullable(),
  createdAt: InstantSchema,
  finishedAt: InstantSchema.nullable(),
})
export type Delivery = z.output<typeof Delivery>

const paperTexts = {
  header: z.string().nullable(),
  footer: z.string().nullable(),
  notes: z.string().nullable(),
  terms: z.string().nullable(),
}

const sums = {
  subtotalCents: z.int(),
  discountCents: z.int(),
  taxCents: z.int(),
  totalCents: z.int(),
  balanceDueCents: z.int(),
  /** The deposit requested, computed from `deposit` and the total. */
  depositCents: z.int(),
}

/** The invoice itself, as every command answers it. */
export const InvoiceDocument = z.object({
  id: Id,
  /** Null until it is sent. */
  number: z.string().nullable(),
  state: z.enum(invoiceStates),
  displayState: z.enum(displayStates),
  clientId: Id,
  projectId: Id.nullable(),
  /** The template that its texts were copied from. */
  templateId: Id.nullable(),
  issuedOn: PlainDateSchema,
  dueOn: PlainDateSchema,
  ...paperTexts,
  internalNote: z.string().nullable(),
  discount: PartOfDocument,
  deposit: PartOfDocument,
  ...sums,
  lines: z.array(DocumentLine),
  sentAt: InstantSchema.nullable(),
  voidedAt: InstantSchema.nullable(),
  paidAt: InstantSchema.nullable(),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
  revision: z.int(),
})
export type InvoiceDocument = z.output<typeof InvoiceDocument>

/** A name and address as the paper prints them, line by line. */
export const Party = z.object({
  name: z.string(),
  addressLines: z.array(z.string()),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  taxId: z.string().nullable(),
})
export type Party = z.output<typeof Party>

const companyParty = Party.extend({ accentColor: z.string().nullable(), logoMediaId: Id.nullable() })

/** The invoice with everything around it that its screen shows. Payments come from their own endpoint. */
export const Invoice = InvoiceDocument.extend({
  currency: z.string(),
  locale: z.string(),
  company: companyParty,
  client: Party,
  clientName: z.string(),
  project: z.object({ id: Id, number: z.string(), name: z.string() }).nullable(),
  /** Newest first. */
  deliveries: z.array(Delivery),
  deliveryState: z.enum(deliveryStates).nullable(),
  /** How many time entries it bills. */
  timeEntryCount: z.int(),
  /** How many expenses it charges on. */
  expenseCount: z.int(),
  /** Public links that still open it, and when a client first opened one. */
  liveLinkCount: z.int(),
  firstViewedAt: InstantSchema.nullable(),
})
export type Invoice = z.output<typeof Invoice>

export const InvoiceListItem = z.object({
  id: Id,
  number: z.string().nullable(),
  state: z.enum(invoiceStates),
  displayState: z.enum(displayStates),
  clientId: Id,
  clientName: z.string(),
  projectId: Id.nullable(),
  issuedOn: PlainDateSchema,
  dueOn: PlainDateSchema,
  totalCents: z.int(),
  balanceDueCents: z.int(),
  /** Of the newest e-mail; null when none was asked for. */
  deliveryState: z.enum(deliveryStates).nullable(),
})
export type InvoiceListItem = z.output<typeof InvoiceListItem>

/** What the holder of a link sees: the paper, and what is still due. */
export const SharedDocument = z.object({
  documentType: z.enum(['invoice', 'estimate', 'proposal']),
  number: z.string(),
  state: z.enum([...displayStates, 'accepted', 'declined', 'expired']),
  currency: z.string(),
  locale: z.string(),
  company: Party.extend({ accentColor: z.string().nullable(), hasLogo: z.boolean() }),
  client: Party,
  projectName: z.string().nullable(),
  issuedOn: PlainDateSchema,
  dueOn: PlainDateSchema.nullable(),
  validUntil: PlainDateSchema.nullable(),
  cover: z.string().nullable(),
  sections: z.array(z.object({ title: z.string(), body: z.string().nullable() })),
  decidedByName: z.string().nullable(),
  decidedAt: InstantSchema.nullable(),
  ...paperTexts,
  lines: z.array(
    DocumentLine.pick({
      name: true,
      description: true,
      quantity: true,
      unit: true,
      unitPriceCents: true,
      taxCents: true,
      subtotalCents: true,
      totalCents: true,
    }),
  ),
  ...sums,
  /** What stands against the total: payments, credit notes, client credit, losses. */
  paidCents: z.int(),
  creditedCents: z.int(),
  appliedCents: z.int(),
  writtenOffCents: z.int(),
})
export type SharedDocument = z.output<typeof SharedDocument>

/** What a person may change on a draft. */
export const invoiceForm = {
  clientId: Id,
  projectId: Id.nullable(),
  issuedOn: PlainDateSchema,
  dueOn: PlainDateSchema,
  header: optionalLongText(4000),
  footer: optionalLongText(4000),
  notes: optionalLongText(4000),
  terms: optionalLongText(4000),
  internalNote: optionalLongText(4000),
  discount: PartOfDocument,
  deposit: PartOfDocument,
  lines: z.array(DocumentLineInput).max(linesMax, `Use at most ${linesMax} lines.`),
}
