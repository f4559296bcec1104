import type { Cents } from '#kernel/money.ts'
import type { ClientRow } from '#modules/clients/server/index.ts'
import type { LockedInvoice } from '#modules/documents/server/index.ts'
import { postEntry } from '#modules/ledger/server/index.ts'
import { announce, audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { Refund } from '../contract.ts'
import { refundEntry } from './entries.ts'
import { creditMoved, settle } from './move-balances.ts'
import type { PaymentRow } from './store.ts'

type Paid = {
  /** Its row, which was just saved with the credit that it takes. */
  refund: Refund
  /** As it was before. */
  payment: PaymentRow
  client: ClientRow
  invoices: readonly { invoice: LockedInvoice; amountCents: Cents }[]
}

/** Money of a payment is back with the client: invoices owe it again and keep their state, credit is less, the books say both. */
export async function payRefund(scope: Scope, { refund, payment, client, invoices }: Paid): Promise<Refund> {
  const { creditCents, amountCents } = refund
  for (const { invoice, amountCents: part } of invoices) settle(scope, invoice, { allocatedDelta: -part })
  await postEntry(scope, refundEntry(refund, payment, client.displayName, { creditCents, invoices }))
  creditMoved(scope, client, 0 - creditCents)
  audit(scope, {
    subjectType: 'payment',
    subjectId: payment.id,
    before: { refundedCents: payment.refundedCents },
    after: { refundedCents: payment.refundedCents + amountCents, refund },
  })
  signal(scope, 'payments', payment.id)
  announce(scope, 'payment_refunded', { paymentId: payment.id, refundId: refund.id, amountCents })
  return refund
}
