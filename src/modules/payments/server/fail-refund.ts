import { present } from '#kernel/assert.ts'
import { todayIn } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { command } from '#platform/operation.ts'
import { announce, audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadRefundForUpdate, markRefundFailed } from './refund-store.ts'

/** Money that was on its way back will not arrive. It never moved anything; what was kept for it is free again. */
export const failRefund = command({
  name: 'payments.failRefund',
  needs: 'payments:refund',
  money: true,
  input: contract.failRefund.input,
  async run(scope, input) {
    const { timeZone } = await loadCompany(scope)
    const { refund: found, payment } = await loadRefundForUpdate(scope, input.refundId)
    if (found.state !== 'pending') throw new Refusal('refund_not_pending')
    const failedOn = dayBetween(present(found.announcedOn), todayIn(timeZone, scope.now), input.failedOn, 'failedOn')
    const failure = { failedOn, reason: input.reason }
    await markRefundFailed(scope, found.id, failure)
    const refund = { ...found, state: 'failed' as const, failure }
    const before = { refund: { id: found.id, state: found.state } }
    audit(scope, { subjectType: 'payment', subjectId: payment.id, before, after: { refund } })
    signal(scope, 'payments', payment.id)
    announce(scope, 'refund_failed', { paymentId: payment.id, refundId: found.id })
    return refund
  },
})
