import { present } from '#kernel/assert.ts'
import { todayIn } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate } from '#modules/documents/server/index.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { payRefund } from './pay-refund.ts'
import { loadRefundForUpdate, markRefundArrived } from './refund-store.ts'

/** Money that was on its way back is there: from then on it is a refund like one that was made at once. */
export const settleRefund = command({
  name: 'payments.settleRefund',
  needs: 'payments:refund',
  money: true,
  input: contract.settleRefund.input,
  async run(scope, input) {
    const { timeZone } = await loadCompany(scope)
    const { refund: found, payment, client } = await loadRefundForUpdate(scope, input.refundId)
    if (found.state !== 'pending') throw new Refusal('refund_not_pending')
    const today = todayIn(timeZone, scope.now)
    const refundedOn = dayBetween(present(found.announcedOn), today, input.refundedOn, 'refundedOn')
    const locked = await loadInvoicesForUpdate(
      scope,
      found.invoices.map((one) => one.id),
    )
    const invoices = found.invoices.map(({ id, amountCents }) => ({
      invoice: present(locked.find((one) => one.id === id)),
      amountCents,
    }))
    const refund = { ...found, refundedOn, state: 'succeeded' as const }
    await markRefundArrived(scope, refund, client.id)
    return payRefund(scope, { refund, payment, client, invoices })
  },
})
