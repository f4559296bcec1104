import { todayIn } from '#kernel/calendar.ts'
import { dayUpTo } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { formatMoney } from '#kernel/money.ts'
import { loadClientForUpdate } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate } from '#modules/documents/server/index.ts'
import { loadingCommand } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { checkFee, checkOnItsWay, planPayment } from '../domain/payment.ts'
import { awaitPayment } from './await-payment.ts'
import { receivePayment } from './receive-payment.ts'
import { insertPayment } from './store.ts'

const arrivedAtOnce = {
  ...{ refundedCents: 0, state: 'succeeded' as const },
  ...{ announcedOn: null, failedOn: null, failureReason: null },
}

/**
 * Money that came in pays the named invoices; what they do not take becomes client credit, in the same transaction. Money
 * that is on its way moves nothing and remembers the invoices.
 */
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
    const write = (cents: number) => formatMoney(cents, company.currency, company.locale)
    const receivedOn = dayUpTo(todayIn(company.timeZone, scope.now), input.receivedOn, 'receivedOn')
    const known = new Map(invoices.map((invoice) => [invoice.id, invoice]))
    const plan = planPayment({ ...input, receivedOn }, known, write)
    if (input.pending) checkOnItsWay(input)
    checkFee(input, write)
    const { clientId, method, amountCents, reference, notes, feeCents, receiptTo } = input
    const row = { id: input.id ?? newId(), clientId, receivedOn, method, amountCents, reference, notes }
    if (input.pending) return awaitPayment(scope, row, client, plan.allocations)
    insertPayment(scope, row, input.allocations, plan.creditedCents)
    const payment = { ...row, ...arrivedAtOnce, createdAt: scope.now }
    return receivePayment(scope, { payment, client, plan, feeCents, receiptTo })
  },
})
