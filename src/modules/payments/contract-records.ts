import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { Delivery } from '../documents/contract.ts'

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
  /** Which invoices it paid, and how much of each; of one that did not arrive: which it was meant for. */
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
  /** Of one that did not arrive: which invoices it is, or was, meant for. */
  meantFor: z.array(Allocation.omit({ refundedCents: true })),
  /** The day on which it was on its way, of one that did not arrive at once. `receivedOn` is the same until it arrives. */
  announcedOn: PlainDateSchema.nullable(),
  failure: z.object({ failedOn: PlainDateSchema, reason: z.string() }).nullable(),
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
  /** The day on which it was on its way, of one that did not arrive at once. `refundedOn` is the same until it arrives. */
  announcedOn: PlainDateSchema.nullable(),
  failure: z.object({ failedOn: PlainDateSchema, reason: z.string() }).nullable(),
  createdAt: InstantSchema,
})
export type Refund = z.output<typeof Refund>

export const PaymentDetail = z.object({
  ...Payment.shape,
  refunds: z.array(Refund),
  /** What the client has as credit now, from wherever, and no refund on its way needs: a source of refunds. */
  clientCreditCents: z.number().int(),
  entries: z.array(PaymentEntry),
  /** Receipts that were e-mailed, newest first. */
  deliveries: z.array(Delivery),
  clientEmail: z.string().nullable(),
})
export type PaymentDetail = z.output<typeof PaymentDetail>
