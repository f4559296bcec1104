import type { Cents } from '#kernel/money.ts'
import type { LockedInvoice } from '#modules/documents/server/index.ts'
import type { NewEntry, NewLine } from '#modules/ledger/server/index.ts'
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
      {
        account: payment.method === 'stripe' ? 'undeposited_stripe' : 'cash',
        debitCents: payment.amountCents,
        clientId,
      },
      ...allocations.map(({ invoice, amountCents }) => receivableLine(invoice, amountCents)),
      { account: 'customer_credits', creditCents: creditedCents, clientId },
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

function receivableLine(invoice: LockedInvoice, creditCents: Cents): NewLine {
  const { clientId, projectId } = invoice
  return { account: 'accounts_receivable', creditCents, clientId, projectId, memo: `Invoice ${invoice.number}` }
}
