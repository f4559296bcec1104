import { present } from '#kernel/assert.ts'
import { todayIn } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { invoiceNumbers } from '#modules/documents/server/index.ts'
import { command } from '#platform/operation.ts'
import { announce, audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadMeant, markFailed } from './pending-store.ts'
import { loadPaymentForUpdate } from './store.ts'
import { toPayment } from './to-payment.ts'

/** Money that was on its way will not come. It never moved anything, so nothing is undone; it stays on record. */
export const failPayment = command({
  name: 'payments.failPayment',
  needs: 'payments:write',
  money: true,
  input: contract.failPayment.input,
  async run(scope, input) {
    const { timeZone } = await loadCompany(scope)
    const { payment: found, client } = await loadPaymentForUpdate(scope, input.paymentId)
    if (found.state !== 'pending') throw new Refusal('payment_not_pending')
    const failedOn = dayBetween(present(found.announcedOn), todayIn(timeZone, scope.now), input.failedOn, 'failedOn')
    const failure = { failedOn, reason: input.reason }
    await markFailed(scope, found.id, failure)
    const meant = await loadMeant(scope, found.id)
    const numbers = await invoiceNumbers(
      scope,
      meant.map((one) => one.documentId),
    )
    const payment = {
      ...{ ...found, state: 'failed' as const },
      ...{ failedOn: failure.failedOn, failureReason: failure.reason },
    }
    const answer = toPayment({
      ...{ payment, clientName: client.displayName, allocations: [], meant, numbers, feeCents: 0 },
      reversal: undefined,
    })
    audit(scope, { subjectType: 'payment', subjectId: found.id, before: { state: found.state }, after: answer })
    signal(scope, 'payments', found.id)
    announce(scope, 'payment_failed', { paymentId: found.id })
    return answer
  },
})
