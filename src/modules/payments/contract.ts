import { z } from 'zod'
import { PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { MAX_DOCUMENT_CENTS, NonNegativeCents } from '#kernel/money.ts'
import { listFormat, listInput, pageOf } from '#kernel/paging.ts'
import { emailAddress, optionalLongText, optionalText, shortText } from '#kernel/text.ts'
import { Delivery } from '../documents/contract.ts'
import { amount } from './contract-credit.ts'
import { Payment, PaymentDetail, PaymentListItem, paymentMethods, Refund } from './contract-records.ts'

export * from './contract-credit.ts'
export * from './contract-records.ts'

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
      .pipe(z.array(z.enum(['pending', 'failed', 'received', 'partly_refunded', 'refunded', 'reversed'])))
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

const allocations = z
  .array(z.object({ invoiceId: Id, amountCents: amount }).strict())
  .max(200, 'One payment can pay at most 200 invoices.')

export const recordPayment = endpoint({
  method: 'POST',
  path: '/payments',
  area: 'company',
  summary: 'Record money that came in, or is on its way; what no invoice takes becomes client credit',
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
    allocations: allocations.default([]),
    /**
     * The money is on its way: it moves nothing until it arrives. `receivedOn` is then the day on which it was sent, and
     * the allocations are what it is meant for. Not for cash.
     */
    pending: z.boolean().default(false),
    /** Sends the receipt there. */
    receiptTo: emailAddress.nullable().default(null),
  }),
  answer: Payment,
  money: true,
  creates: true,
})

export const settlePayment = endpoint({
  method: 'POST',
  path: '/payments/:paymentId/arrival',
  area: 'company',
  summary: 'Money that was on its way has arrived: it pays invoices, what none takes becomes client credit',
  input: z.object({
    paymentId: Id,
    /** Today in the company when left out; never later than that, never before the money was on its way. */
    receivedOn: PlainDateSchema.optional(),
    /** Without: what it was meant for, as far as that is still owed. */
    allocations: allocations.optional(),
    /** What Stripe kept of it: less than the amount, and only where the method is Stripe. */
    feeCents: NonNegativeCents.max(MAX_DOCUMENT_CENTS).default(0),
    /** Sends the receipt there. */
    receiptTo: emailAddress.nullable().default(null),
  }),
  answer: Payment,
  money: true,
})

export const failPayment = endpoint({
  method: 'POST',
  path: '/payments/:paymentId/failure',
  area: 'company',
  summary: 'Money that was on its way will not arrive; nothing moves',
  input: z.object({
    paymentId: Id,
    /** Today in the company when left out; never later than that, never before the money was on its way. */
    failedOn: PlainDateSchema.optional(),
    reason: shortText(500, 'Say why it failed.'),
  }),
  answer: Payment,
  money: true,
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
    /**
     * The money is on its way back: nothing moves until it arrives, and what it is made of is kept for it. `refundedOn` is
     * then the day on which it was sent.
     */
    pending: z.boolean().default(false),
    reference: optionalText(200).default(null),
    reason: optionalText(500).default(null),
  }),
  answer: Refund,
  money: true,
  creates: true,
})

export const settleRefund = endpoint({
  method: 'POST',
  path: '/refunds/:refundId/arrival',
  area: 'company',
  summary: 'Money that was on its way back has arrived: its sources give it now',
  input: z.object({
    refundId: Id,
    /** Today in the company when left out; never later than that, never before the money was on its way. */
    refundedOn: PlainDateSchema.optional(),
  }),
  answer: Refund,
  money: true,
})

export const failRefund = endpoint({
  method: 'POST',
  path: '/refunds/:refundId/failure',
  area: 'company',
  summary: 'Money that was on its way back will not arrive; what was kept for it is free again',
  input: z.object({
    refundId: Id,
    /** Today in the company when left out; never later than that, never before the money was on its way. */
    failedOn: PlainDateSchema.optional(),
    reason: shortText(500, 'Say why it failed.'),
  }),
  answer: Refund,
  money: true,
})
