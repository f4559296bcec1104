import { present } from '#kernel/assert.ts'
import { todayIn } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { formatMoney } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate } from '#modules/documents/server/index.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { checkFee, planPayment, stillOwed } from '../domain/payment.ts'
import { loadMeant, markArrived } from './pending-store.ts'
import { receivePayment } from './receive-payment.ts'
import { loadPaymentForUpdate } from './store.ts'

/** Money that was on its way is there: from then on it is a payment like one that was recorded when it came. */
export const settlePayment = command({
  name: 'payments.settlePayment',
  needs: 'payments:write',
  money: true,
  input: contract.settlePayment.input,
  async run(scope, input) {
    const company = await loadCompany(scope)
    const write = (cents: number) => formatMoney(cents, company.currency, company.locale)
    const { payment: found, client } = await loadPaymentForUpdate(scope, input.paymentId)
    const meant = (await loadMeant(scope, found.id)).map((one) => ({ ...one, invoiceId: one.documentId }))
    const locked = await loadInvoicesForUpdate(
      scope,
      (input.allocations ?? meant).map((one) => one.invoiceId),
    )
    if (found.state !== 'pending') throw new Refusal('payment_not_pending')
    const today = todayIn(company.timeZone, scope.now)
    const receivedOn = dayBetween(present(found.announcedOn), today, input.receivedOn, 'receivedOn')
    const invoices = new Map(locked.map((invoice) => [invoice.id, invoice]))
    const allocations = input.allocations ?? stillOwed(meant, invoices, receivedOn)
    const payment = { ...found, receivedOn, state: 'succeeded' as const }
    const plan = planPayment({ ...payment, allocations }, invoices, write)
    const { feeCents, receiptTo } = input
    checkFee({ ...payment, feeCents }, write)
    const parts = allocations.map((one) => ({ ...one, documentId: one.invoiceId }))
    markArrived(scope, payment, parts, plan.creditedCents)
    const before = { state: found.state, receivedOn: found.receivedOn }
    return receivePayment(scope, { before, payment, client, plan, feeCents, receiptTo })
  },
})
