import { todayIn } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { formatMoney } from '#kernel/money.ts'
import { loadClientForUpdate } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate, sharing } from '#modules/documents/server/index.ts'
import { postLater } from '#modules/ledger/server/index.ts'
import { loadingCommand } from '#platform/operation.ts'
import { announce, audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { dayUpTo, planPayment } from '../domain/payment.ts'
import { paymentEntry } from './entries.ts'
import { creditMoved, settle } from './move-balances.ts'
import { insertPayment } from './store.ts'
import { toPayment } from './to-payment.ts'

/** Money that came in pays the named invoices; what they do not take becomes client credit, in the same transaction. */
export const recordPayment = loadingCommand({
  name: 'payments.recordPayment',
  needs: 'payments:write',
  money: true,
  input: contract.recordPayment.input,
  // In the order of the locks: the client's before the invoices'.
  load: (scope, { clientId, allocations }) =>
    Promise.all([
      loadCompany(scope),
      loadClientForUpdate(scope, clientId),
      loadInvoicesForUpdate(
        scope,
        allocations.map((one) => one.invoiceId),
      ),
    ]),
  async run(scope, input, [company, client, invoices]) {
    const receivedOn = dayUpTo(todayIn(company.timeZone, scope.now), input.receivedOn, 'receivedOn')
    const { allocations, creditedCents } = planPayment(
      { ...input, receivedOn },
      new Map(invoices.map((invoice) => [invoice.id, invoice])),
      (cents) => formatMoney(cents, company.currency, company.locale),
    )
    const { clientId, method, amountCents, reference, notes } = input
    const payment = { id: input.id ?? newId(), clientId, receivedOn, method, amountCents, reference, notes }
    insertPayment(scope, payment, input.allocations, creditedCents)
    for (const { invoice, amountCents: part } of allocations) settle(scope, invoice, { allocatedDelta: part })
    postLater(scope, paymentEntry(payment, client.displayName, allocations, creditedCents))
    creditMoved(scope, client, creditedCents)
    const { receiptTo } = input
    if (receiptTo) await sharing.queueDelivery(scope, { paymentId: payment.id, toEmail: receiptTo, message: null })
    const recorded = toPayment({
      payment: { ...payment, refundedCents: 0, state: 'succeeded', createdAt: scope.now },
      clientName: client.displayName,
      allocations: input.allocations.map((one) => ({ ...one, documentId: one.invoiceId, refundedCents: 0 })),
      numbers: new Map(invoices.map((invoice) => [invoice.id, invoice.number ?? ''])),
      reversal: undefined,
    })
    audit(scope, { subjectType: 'payment', subjectId: payment.id, after: recorded })
    signal(scope, 'payments', payment.id)
    announce(scope, 'payment_recorded', {
      paymentId: payment.id,
      clientId,
      receivedOn,
      method,
      amountCents,
      invoiceIds: input.allocations.map((one) => one.invoiceId),
    })
    return recorded
  },
})
