import { present } from '#kernel/assert.ts'
import { todayIn } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { formatMoney } from '#kernel/money.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate } from '#modules/documents/server/index.ts'
import { postEntry } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { announce, audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { dayUpTo } from '../domain/payment.ts'
import { planRefund } from '../domain/refund.ts'
import { refundEntry } from './entries.ts'
import { creditMoved, settle } from './move-balances.ts'
import { insertRefund } from './refund-store.ts'
import { findReversal, loadAllocations, loadPaymentForUpdate } from './store.ts'

/**
 * Money of a payment goes back to the client: from credit, and from invoices, which owe it again and keep their state.
 * The payment stays as it was; only what was refunded of it grows.
 */
export const refundPayment = command({
  name: 'payments.refundPayment',
  needs: 'payments:refund',
  money: true,
  input: contract.refundPayment.input,
  async run(scope, input) {
    const company = await loadCompany(scope)
    const refundedOn = dayUpTo(todayIn(company.timeZone, scope.now), input.refundedOn, 'refundedOn')
    const { payment, client } = await loadPaymentForUpdate(scope, input.paymentId)
    if (payment.state !== 'succeeded' || (await findReversal(scope, payment.id))) {
      throw new Refusal('payment_not_refundable')
    }
    if (refundedOn < payment.receivedOn) {
      throw refuseField('refundedOn', 'This cannot be before the day of the payment.')
    }
    const allocations = await loadAllocations(scope, payment.id)
    const paid = allocations.map((one) => ({ ...one, invoiceId: one.documentId }))
    const { creditCents, invoices: parts } = planRefund(
      { ...payment, allocations: paid, clientCreditCents: client.creditCents },
      input,
      (cents) => formatMoney(cents, company.currency, company.locale),
    )
    const locked = await loadInvoicesForUpdate(
      scope,
      parts.map((part) => part.invoiceId),
    )
    const invoices = parts.map(({ invoiceId, amountCents }) => ({
      invoice: present(locked.find((one) => one.id === invoiceId)),
      allocationId: present(paid.find((one) => one.invoiceId === invoiceId)).id,
      amountCents,
    }))
    const { amountCents, reference, reason } = input
    const refund = {
      ...{ id: input.id ?? newId(), paymentId: payment.id, refundedOn, amountCents, creditCents, reference, reason },
      state: 'succeeded' as const,
    }
    await insertRefund(scope, { ...refund, clientId: client.id }, invoices)
    for (const { invoice, amountCents: part } of invoices) await settle(scope, invoice, { allocatedDelta: -part })
    await postEntry(scope, refundEntry(refund, payment, client.displayName, { creditCents, invoices }))
    creditMoved(scope, client, 0 - creditCents)
    const answer = {
      ...refund,
      invoices: invoices.map((one) => ({
        id: one.invoice.id,
        number: one.invoice.number ?? '',
        amountCents: one.amountCents,
      })),
      createdAt: scope.now,
    }
    audit(scope, {
      subjectType: 'payment',
      subjectId: payment.id,
      before: { refundedCents: payment.refundedCents },
      after: { refundedCents: payment.refundedCents + amountCents, refund: answer },
    })
    signal(scope, 'payments', payment.id)
    announce(scope, 'payment_refunded', { paymentId: payment.id, refundId: refund.id, amountCents })
    return answer
  },
})
