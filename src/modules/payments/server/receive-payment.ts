import type { Cents } from '#kernel/money.ts'
import type { ClientRow } from '#modules/clients/server/index.ts'
import { type LockedInvoice, sharing } from '#modules/documents/server/index.ts'
import { postLater } from '#modules/ledger/server/index.ts'
import { announce, audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { Payment } from '../contract.ts'
import type { PaymentPlan } from '../domain/payment.ts'
import { paymentEntry } from './entries.ts'
import { chargeFee } from './fee-store.ts'
import { creditMoved, settle } from './move-balances.ts'
import { type PaymentFacts, toPayment } from './to-payment.ts'

type Received = {
  /** How it stood before, of one that was on its way. */
  before?: { state: string; receivedOn: string }
  /** Its row, which was just saved with its allocations and the credit that it makes. */
  payment: PaymentFacts
  client: ClientRow
  plan: PaymentPlan<LockedInvoice>
  /** What Stripe kept of it. */
  feeCents: Cents
  /** Sends the receipt there. */
  receiptTo: string | null
}

/** Money is there: its invoices owe less, the rest is the client's credit, the books say both, and whoever wants to know hears of it. */
export async function receivePayment(
  scope: Scope,
  { before, payment, client, plan: { allocations, creditedCents }, feeCents, receiptTo }: Received,
): Promise<Payment> {
  const { id: paymentId, clientId, receivedOn, method, amountCents } = payment
  for (const { invoice, amountCents: part } of allocations) settle(scope, invoice, { allocatedDelta: part })
  postLater(scope, paymentEntry(payment, client.displayName, allocations, creditedCents))
  chargeFee(scope, payment, client.displayName, feeCents)
  creditMoved(scope, client, creditedCents)
  if (receiptTo) await sharing.queueDelivery(scope, { paymentId, toEmail: receiptTo, message: null })
  const received = toPayment({
    payment,
    clientName: client.displayName,
    allocations: allocations.map((one) => ({ ...one, documentId: one.invoice.id, refundedCents: 0 })),
    numbers: new Map(allocations.map(({ invoice }) => [invoice.id, invoice.number ?? ''])),
    feeCents,
    reversal: undefined,
  })
  audit(scope, { subjectType: 'payment', subjectId: paymentId, ...(before ? { before } : {}), after: received })
  signal(scope, 'payments', paymentId)
  const invoiceIds = allocations.map(({ invoice }) => invoice.id)
  announce(scope, 'payment_recorded', { paymentId, clientId, receivedOn, method, amountCents, invoiceIds })
  return received
}
