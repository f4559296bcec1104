import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { MAX_DOCUMENT_CENTS, NonNegativeCents } from '#kernel/money.ts'
import { listFormat, listInput, pageOf } from '#kernel/paging.ts'
import { emailAddress, optionalLongText, optionalText } from '#kernel/text.ts'
import { Delivery } from '../documents/contract.ts'
import { amount } from './contract-credit.ts'

export * from './contract-credit.ts'

export const paymentMethods = ['stripe', 'cash', 'check', 'ach', 'card', 'other'] as const
/** How clients say it. */
export const paymentMethodNames: Record<PaymentMethod, string> = {
  check: 'Check',
  ach: 'Bank transfer',
  card: 'Card',
  cash: 'Cash',
  stripe: 'Stripe',
  other: 'Other',
}
export type PaymentMethod = (typeof paymentMethods)[number]

/** A part of a payment, and the invoice that it pays. */
export const Allocation = z.object({
  invoiceId: Id,
  invoiceNumber: z.string(),
  amountCents: z.number().int(),
  /** What of it was given back. */
  refundedCents: z.number().int(),
})
export type Allocation = z.output<typeof Allocation>

/** How a payment was undone. */
export const PaymentReversal = z.object({
  id: Id,
  reversedOn: PlainDateSchema,
  reason: z.string().nullable(),
  createdAt: InstantSchema,
})

export const PaymentListItem = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  receivedOn: PlainDateSchema,
  method: z.enum(paymentMethods),
  amountCents: z.number().int(),
  refundedCents: z.number().int(),
  /** What no invoice took and the client got as credit. */
  creditedCents: z.number().int(),
  reference: z.string().nullable(),
  state: z.enum(['pending', 'succeeded', 'failed', 'reversed']),
  /** Which invoices it paid, and how much of each. */
  invoices: z.array(z.object({ id: Id, number: z.string(), amountCents: z.number().int() })),
})
export type PaymentListItem = z.output<typeof PaymentListItem>

/** A payment with all that it did. */
export const Payment = z.object({
  ...PaymentListItem.omit({ invoices: true }).shape,
  /** What Stripe kept of it. */
  feeCents: z.number().int(),
  notes: z.string().nullable(),
  allocations: z.array(Allocation),
  reversal: PaymentReversal.nullable(),
  createdAt: InstantSchema,
})
export type Payment = z.output<typeof Payment>

/** An entry in the books, who posted it, and in which request. */
export const PaymentEntry = z.object({
  entryId: Id,
  entryDate: PlainDateSchema,
  memo: z.string(),
  sourceType: z.string(),
  postedAt: InstantSchema,
  postedByName: z.string().nullable(),
  requestId: z.string().nullable(),
  lines: z.array(
    z.object({
      accountId: Id,
      accountCode: z.string(),
      accountName: z.string(),
      debitCents: z.number().int(),
      creditCents: z.number().int(),
    }),
  ),
})
export type PaymentEntry = z.output<typeof PaymentEntry>

/** Money of a payment that went back to the client. */
export const Refund = z.object({
  id: Id,
  paymentId: Id,
  refundedOn: PlainDateSchema,
  amountCents: z.number().int(),
  /** What of it was taken from the client's credit. */
  creditCents: z.number().int(),
  /** What of it was taken from invoices, which owe it again. */
  invoices: z.array(z.object({ id: Id, number: z.string(), amountCents: z.number().int() })),
  reference: z.string().nullable(),
  reason: z.string().nullable(),
  state: z.enum(['pending', 'succeeded', 'failed']),
  createdAt: InstantSchema,
})
export type Refund = z.output<typeof Refund>

export const PaymentDetail = z.object({
  ...Payment.shape,
  refunds: z.array(Refund),
  /** What the client has as credit now, from wherever: a source of refunds. */
  clientCreditCents: z.number().int(),
  entries: z.array(PaymentEntry),
  /** Receipts that were e-mailed, newest first. */
  deliveries: z.array(Delivery),
  clientEmail: z.string().nullable(),
})
export type PaymentDetail = z.output<typeof PaymentDetail>

export const listPayments = endpoint({
  method: 'GET',
  path: '/payments',
  area: 'company',
  summary: 'Payments, latest first',
  input: z.object({
    ...listInput,
    clientId: Id.optional(),
    invoiceId: Id.optional(),
    /** One or several methods, with commas between them. */
    method: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(paymentMethods)))
      .optional(),
    /** How it stands: one or several, with commas between them. */
    standing: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(z.enum(['received', 'partly_refunded', 'refunded', 'reversed'])))
      .optional(),
    from: PlainDateSchema.optional(),
    to: PlainDateSchema.optional(),
    format: listFormat,
  }),
  answer: pageOf(PaymentListItem),
  files: ['text/csv'],
})

export const readPayment = endpoint({
  method: 'GET',
  path: '/payments/:paymentId',
  area: 'company',
  summary: 'One payment: which invoices it paid, what became credit, its journal entries',
  input: z.object({ paymentId: Id }),
  answer: PaymentDetail,
})

export const readReceipt = endpoint({
  method: 'GET',
  path: '/payments/:paymentId/receipt',
  area: 'company',
  summary: 'A receipt for the client, as PDF',
  input: z.object({ paymentId: Id }),
  answer: z.null(),
  files: ['application/pdf'],
})

export const emailReceipt = endpoint({
  method: 'POST',
  path: '/payments/:paymentId/receipt-emails',
  area: 'company',
  summary: 'E-mail the receipt of a payment, as PDF',
  input: z.object({
    paymentId: Id,
    /** Without: the client's address. */
    to: emailAddress.optional(),
    message: optionalLongText(4000).default(null),
  }),
  answer: Delivery,
  creates: true,
})

export const recordPayment = endpoint({
  method: 'POST',
  path: '/payments',
  area: 'company',
  summary: 'Record money that came in; what no invoice takes becomes client credit',
  input: z.object({
    id: Id.optional(),
    clientId: Id,
    /** Today in the company when left out; never later than that. */
    receivedOn: PlainDateSchema.optional(),
    method: z.enum(paymentMethods),
    amountCents: amount,
    /** What Stripe kept of it: less than the amount, and only where the method is Stripe. */
    feeCents: NonNegativeCents.max(MAX_DOCUMENT_CENTS).default(0),
    reference: optionalText(200).default(null),
    notes: optionalLongText(4000).default(null),
    allocations: z
      .array(z.object({ invoiceId: Id, amountCents: amount }).strict())
      .max(200, 'One payment can pay at most 200 invoices.')
      .default([]),
    /** Sends the receipt there. */
    receiptTo: emailAddress.nullable().default(null),
  }),
  answer: Payment,
  money: true,
  creates: true,
})

export const reversePayment = endpoint({
  method: 'POST',
  path: '/payments/:paymentId/reversal',
  area: 'company',
  summary: 'Undo a payment that never really came: invoices are open again, unused credit is taken back',
  input: z.object({
    paymentId: Id,
    id: Id.optional(),
    /** Today in the company when left out; never later than that. */
    reversedOn: PlainDateSchema.optional(),
    reason: optionalText(500).default(null),
  }),
  answer: Payment,
  money: true,
  creates: true,
})

export const refundPayment = endpoint({
  method: 'POST',
  path: '/payments/:paymentId/refunds',
  area: 'company',
  summary:
    'Give money of a payment back; by default from its unused credit first, then from what it paid, newest first',
  input: z.object({
    paymentId: Id,
    id: Id.optional(),
    /** Today in the company when left out; never later than that. */
    refundedOn: PlainDateSchema.optional(),
    amountCents: amount,
    /** What is taken from where; must come to the amount. */
    sources: z
      .object({
        creditCents: NonNegativeCents.default(0),
        invoices: z
          .array(z.object({ invoiceId: Id, amountCents: amount }).strict())
          .max(200)
          .default([]),
      })
      .strict()
      .optional(),
    reference: optionalText(200).default(null),
    reason: optionalText(500).default(null),
  }),
  answer: Refund,
  money: true,
  creates: true,
})
