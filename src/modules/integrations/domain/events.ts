import { z } from 'zod'
import { PlainDateSchema } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'

const cents = z.number().int()
const invoice = z.object({ invoiceId: Id, number: z.string(), clientId: Id, totalCents: cents })
const quote = z.object({ documentId: Id, number: z.string(), clientId: Id, totalCents: cents })

/**
 * What other programs can be told: the type that they know it by, the fact that the modules announce, and what travels
 * with it. Fields are added here, never taken away or given another meaning.
 */
export const publicEvents = {
  'client.created': {
    fact: 'client_created',
    text: 'A client was added',
    payload: z.object({ clientId: Id, displayName: z.string() }),
  },
  'estimate.sent': { fact: 'estimate_sent', text: 'An estimate was sent', payload: quote },
  'estimate.accepted': { fact: 'estimate_accepted', text: 'A client accepted an estimate', payload: quote },
  'estimate.declined': { fact: 'estimate_declined', text: 'A client declined an estimate', payload: quote },
  'proposal.sent': { fact: 'proposal_sent', text: 'A proposal was sent', payload: quote },
  'proposal.accepted': { fact: 'proposal_accepted', text: 'A client accepted a proposal', payload: quote },
  'proposal.declined': { fact: 'proposal_declined', text: 'A client declined a proposal', payload: quote },
  'invoice.sent': { fact: 'invoice_sent', text: 'An invoice was sent', payload: invoice },
  'invoice.paid': {
    fact: 'invoice_paid',
    text: 'Nothing is due on an invoice any more',
    payload: z.object({ invoiceId: Id, number: z.string() }),
  },
  'invoice.voided': { fact: 'invoice_voided', text: 'An invoice was voided', payload: invoice },
  'payment.recorded': {
    fact: 'payment_recorded',
    text: 'A payment came in',
    payload: z.object({
      paymentId: Id,
      clientId: Id,
      receivedOn: PlainDateSchema,
      method: z.string(),
      amountCents: cents,
      invoiceIds: z.array(Id),
    }),
  },
  'payment.failed': {
    fact: 'payment_failed',
    text: 'A payment that was on its way will not come',
    payload: z.object({ paymentId: Id }),
  },
  'payment.refunded': {
    fact: 'payment_refunded',
    text: 'Money of a payment went back',
    payload: z.object({ paymentId: Id, refundId: Id, amountCents: cents }),
  },
  'payment.refund_failed': {
    fact: 'refund_failed',
    text: 'Money that was on its way back will not arrive',
    payload: z.object({ paymentId: Id, refundId: Id }),
  },
  'payment.reversed': {
    fact: 'payment_reversed',
    text: 'A payment turned out not to be one',
    payload: z.object({ paymentId: Id }),
  },
} as const satisfies Record<string, { fact: string; text: string; payload: z.ZodType }>

export type EventType = keyof typeof publicEvents
export const eventTypes = Object.keys(publicEvents) as [EventType, ...EventType[]]

/** Sent by hand, to see whether anybody listens. */
export const testEvent = 'webhook.test'

/** The public type of a fact. */
export const typeOfFact: ReadonlyMap<string, EventType> = new Map(
  eventTypes.map((type) => [publicEvents[type].fact, type]),
)
