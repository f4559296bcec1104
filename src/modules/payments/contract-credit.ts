import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Cents, MAX_DOCUMENT_CENTS, PositiveCents } from '#kernel/money.ts'
import { listInput, pageOf } from '#kernel/paging.ts'
import { optionalText, shortText } from '#kernel/text.ts'

export const creditKinds = [
  'overpayment',
  'credit_note',
  'application',
  'application_reversal',
  'refund',
  'manual_adjustment',
  'payment_reversal',
] as const
export type CreditKind = (typeof creditKinds)[number]

/** An amount of a payment, or of a part of one. */
export const amount = PositiveCents.max(MAX_DOCUMENT_CENTS, 'One payment can be at most 999,999,999.99.')

export const CreditEntry = z.object({
  id: Id,
  occurredOn: PlainDateSchema,
  kind: z.enum(creditKinds),
  /** Positive: the client got credit; negative: it was used. */
  centsDelta: z.number().int(),
  /** The client's credit after this entry. */
  creditAfterCents: z.number().int(),
  /** The payment, application or credit note that caused it. */
  sourceId: Id,
  /** The invoice that an application paid. */
  invoice: z.object({ id: Id, number: z.string() }).nullable(),
  /** The payment behind it: that overpaid, was refunded or reversed. */
  paymentId: Id.nullable(),
  /** Why, where somebody said it. */
  reason: z.string().nullable(),
  /** An application that was undone. */
  undone: z.boolean(),
  createdAt: InstantSchema,
})
export type CreditEntry = z.output<typeof CreditEntry>

export const ClientCredit = z.object({
  clientId: Id,
  clientName: z.string(),
  creditCents: z.number().int(),
  /** The credit ledger, newest first. */
  ...pageOf(CreditEntry).shape,
})
export type ClientCredit = z.output<typeof ClientCredit>

export const CreditApplication = z.object({
  id: Id,
  clientId: Id,
  invoiceId: Id,
  invoiceNumber: z.string(),
  appliedOn: PlainDateSchema,
  amountCents: z.number().int(),
  /** How it was undone. */
  reversal: z.object({ id: Id, reversedOn: PlainDateSchema, reason: z.string().nullable() }).nullable(),
  createdAt: InstantSchema,
})
export type CreditApplication = z.output<typeof CreditApplication>

export const readClientCredit = endpoint({
  method: 'GET',
  path: '/clients/:clientId/credit',
  area: 'company',
  summary: "A client's credit and how it came about, newest first",
  input: z.object({ clientId: Id, limit: listInput.limit, cursor: listInput.cursor }),
  answer: ClientCredit,
})

export const applyCredit = endpoint({
  method: 'POST',
  path: '/clients/:clientId/credit/applications',
  area: 'company',
  summary: 'Pay an invoice from client credit',
  input: z.object({
    clientId: Id,
    id: Id.optional(),
    invoiceId: Id,
    /** Today in the company when left out; never later than that. */
    appliedOn: PlainDateSchema.optional(),
    amountCents: amount,
  }),
  answer: CreditApplication,
  money: true,
  creates: true,
})

export const listCreditApplications = endpoint({
  method: 'GET',
  path: '/credit-applications',
  area: 'company',
  summary: 'Invoices that were paid from client credit, latest first',
  input: z.object({
    limit: listInput.limit,
    cursor: listInput.cursor,
    clientId: Id.optional(),
    invoiceId: Id.optional(),
  }),
  answer: pageOf(CreditApplication),
})

export const reverseCreditApplication = endpoint({
  method: 'POST',
  path: '/clients/:clientId/credit/applications/:applicationId/reversal',
  area: 'company',
  summary: 'Take credit off an invoice again: the client has it back, the invoice owes it',
  input: z.object({
    clientId: Id,
    applicationId: Id,
    id: Id.optional(),
    /** Today in the company when left out; never later than that. */
    reversedOn: PlainDateSchema.optional(),
    reason: optionalText(500).default(null),
  }),
  answer: CreditApplication,
  money: true,
  creates: true,
})

export const CreditAdjustment = z.object({
  id: Id,
  clientId: Id,
  adjustedOn: PlainDateSchema,
  centsDelta: z.number().int(),
  reason: z.string(),
  createdAt: InstantSchema,
})
export type CreditAdjustment = z.output<typeof CreditAdjustment>

export const adjustCredit = endpoint({
  method: 'POST',
  path: '/clients/:clientId/credit/adjustments',
  area: 'company',
  summary: 'Give a client credit by hand, or take some away',
  input: z.object({
    clientId: Id,
    id: Id.optional(),
    /** Today in the company when left out; never later than that. */
    adjustedOn: PlainDateSchema.optional(),
    /** Positive: the client gets credit; negative: it is taken away. */
    centsDelta: Cents.min(-MAX_DOCUMENT_CENTS)
      .max(MAX_DOCUMENT_CENTS)
      .refine((cents) => cents !== 0, 'Enter an amount other than zero.'),
    reason: shortText(500, 'Say why.'),
  }),
  answer: CreditAdjustment,
  money: true,
  creates: true,
})
