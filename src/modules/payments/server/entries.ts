import type { Cents } from '#kernel/money.ts'
import type { LockedInvoice } from '#modules/documents/server/index.ts'
import type { NewEntry } from '#modules/ledger/server/index.ts'
import type { PaymentMethod } from '../contract.ts'

type Received = {
  id: string
  clientId: string
  receivedOn: string
  method: PaymentMethod
  amountCents: Cents
  reference: string | null
}

/** Money that came in: to cash (or the balance at Stripe), from what the client owed; the rest is owed to the client. */
export function paymentEntry(
  payment: Received,
  clientName: string,
  allocations: readonly { invoice: LockedInvoice; amountCents: Cents }[],
  creditedCents: Cents,
): NewEntry {
  const { clientId } = payment
  return {
    entryDate: payment.receivedOn,
    memo: `Payment from ${clientName}${payment.reference ? `, ${payment.reference}` : ''}`,
    sourceType: 'payment',
    sourceId: payment.id,
    lines: [
      { account: cameTo(payment.method), debitCents: payment.amountCents, clientId },
      ...allocations.map(({ invoice, amountCents }) => receivableLine(invoice, amountCents)),
      { account: 'customer_credits', creditCents: creditedCents, clientId },
    ],
  }
}

/** What Stripe kept of a payment: an expense, off the balance that stands there. */
export function feeEntry(fee: { id: string; amountCents: Cents }, payment: Received, clientName: string): NewEntry {
  const { clientId, receivedOn: entryDate } = payment
  return {
    entryDate,
    memo: `Processing fee of the payment from ${clientName}${payment.reference ? `, ${payment.reference}` : ''}`,
    sourceType: 'payment_fee',
    sourceId: fee.id,
    lines: [
      { account: 'processing_fees', debitCents: fee.amountCents, clientId },
      { account: cameTo(payment.method), creditCents: fee.amountCents, clientId },
    ],
  }
}

/** Credit that pays an invoice: what was owed to the client now covers what the client owed. */
export function applicationEntry(
  application: { id: string; appliedOn: string; amountCents: Cents },
  clientName: string,
  invoice: LockedInvoice,
): NewEntry {
  const { clientId } = invoice
  return {
    entryDate: application.appliedOn,
    memo: `Credit of ${clientName} applied to invoice ${invoice.number}`,
    sourceType: 'credit_application',
    sourceId: application.id,
    lines: [
      { account: 'customer_credits', debitCents: application.amountCents, clientId },
      receivableLine(invoice, application.amountCents),
    ],
  }
}

type Sent = { id: string; refundedOn: string; amountCents: Cents; reference: string | null }

/** Money that goes back, the way it came: invoices owe again, and less is owed to the client. */
export function refundEntry(
  refund: Sent,
  payment: { method: PaymentMethod; clientId: string },
  clientName: string,
  sources: { creditCents: Cents; invoices: readonly { invoice: LockedInvoice; amountCents: Cents }[] },
): NewEntry {
  const { clientId, method } = payment
  return {
    entryDate: refund.refundedOn,
    memo: `Refund to ${clientName}${refund.reference ? `, ${refund.reference}` : ''}`,
    sourceType: 'payment_refund',
    sourceId: refund.id,
    lines: [
      ...sources.invoices.map(({ invoice, amountCents }) => receivableLine(invoice, -amountCents)),
      { account: 'customer_credits', debitCents: sources.creditCents, clientId },
      { account: cameTo(method), creditCents: refund.amountCents, clientId },
    ],
  }
}

/** Credit given by hand is a discount; credit taken back lessens discounts. */
export function adjustmentEntry(
  adjustment: { id: string; adjustedOn: string; centsDelta: Cents; reason: string },
  client: { id: string; displayName: string },
): NewEntry {
  return {
    entryDate: adjustment.adjustedOn,
    memo: `Credit of ${client.displayName} adjusted: ${adjustment.reason}`,
    sourceType: 'credit_adjustment',
    sourceId: adjustment.id,
    lines: [
      { account: 'discounts', debitCents: adjustment.centsDelta, clientId: client.id },
      { account: 'customer_credits', creditCents: adjustment.centsDelta, clientId: client.id },
    ],
  }
}

/** Where money of a method stands: Stripe keeps it until it pays out. */
const cameTo = (method: PaymentMethod) => (method === 'stripe' ? 'undeposited_stripe' : 'cash')

function receivableLine(invoice: LockedInvoice, creditCents: Cents): NewEntry['lines'][number] {
  const { clientId, projectId } = invoice
  return { account: 'accounts_receivable', creditCents, clientId, projectId, memo: `Invoice ${invoice.number}` }
}
