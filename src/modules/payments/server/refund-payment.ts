import { present } from '#kernel/assert.ts'
import { todayIn } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { formatMoney } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate } from '#modules/documents/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Refund } from '../contract.ts'
import * as contract from '../contract.ts'
import { lessUnderway, planRefund } from '../domain/refund.ts'
import { payRefund } from './pay-refund.ts'
import { insertRefund, loadRefunds, promisedCredit } from './refund-store.ts'
import { findReversal, loadAllocations, loadPaymentForUpdate } from './store.ts'

/**
 * Money of a payment goes back to the client: from credit, and from invoices, which owe it again and keep their state.
 * The payment stays as it was; only what was refunded of it grows. A refund that is on its way moves nothing, and keeps its
 * sources for itself.
 */
export const refundPayment = command({
  name: 'payments.refundPayment',
  needs: 'payments:refund',
  money: true,
  input: contract.refundPayment.input,
  async run(scope, input) {
    const company = await loadCompany(scope)
    const { payment, client } = await loadPaymentForUpdate(scope, input.paymentId)
    if (payment.state !== 'succeeded' || (await findReversal(scope, payment.id))) {
      throw new Refusal('payment_not_refundable')
    }
    const today = todayIn(company.timeZone, scope.now)
    const refundedOn = dayBetween(payment.receivedOn, today, input.refundedOn, 'refundedOn')
    const allocations = await loadAllocations(scope, payment.id)
    const paid = allocations.map((one) => ({ ...one, invoiceId: one.documentId }))
    const facts = lessUnderway({ ...payment, allocations: paid }, await loadRefunds(scope, payment.id))
    const clientCreditCents = client.creditCents - (await promisedCredit(scope, client.id))
    const { creditCents, invoices: parts } = planRefund({ ...facts, clientCreditCents }, input, (cents) =>
      formatMoney(cents, company.currency, company.locale),
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
    const { amountCents, reference, reason, pending } = input
    const refund: Refund = {
      ...{ id: input.id ?? newId(), paymentId: payment.id, refundedOn, amountCents, creditCents, reference, reason },
      ...{ state: pending ? 'pending' : 'succeeded', announcedOn: pending ? refundedOn : null, failure: null },
      invoices: invoices.map((one) => ({
        id: one.invoice.id,
        number: one.invoice.number ?? '',
        amountCents: one.amountCents,
      })),
      createdAt: scope.now,
    }
    await insertRefund(scope, { ...refund, clientId: client.id }, invoices)
    if (!pending) return payRefund(scope, { refund, payment, client, invoices })
    audit(scope, { subjectType: 'payment', subjectId: payment.id, after: { refund } })
    signal(scope, 'payments', payment.id)
    return refund
  },
})
