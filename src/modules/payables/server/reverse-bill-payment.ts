import { todayIn } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { reverseEntry } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadBillsForUpdate } from './bill-store.ts'
import { answerPayment } from './payment-queries.ts'
import { findReversals, insertReversal, loadAllocations, loadPayment } from './payment-store.ts'
import { settleBill } from './settle-bill.ts'
import { loadVendor } from './vendor-store.ts'

/**
 * Undoes a payment that never left: its bills are owed again (their states stay), the books get the exact opposite. The
 * payment itself stays as it was.
 */
export const reverseBillPayment = command({
  name: 'payables.reverseBillPayment',
  needs: 'payables:write',
  feature: 'payables',
  money: true,
  input: contract.reverseBillPayment.input,
  async run(scope, { billPaymentId, id = newId(), reversedOn: asked, reason }) {
    const { timeZone } = await loadCompany(scope)
    const payment = await loadPayment(scope, billPaymentId)
    const reversedOn = dayBetween(payment.paidOn, todayIn(timeZone, scope.now), asked, 'reversedOn')
    const allocations = await loadAllocations(scope, [billPaymentId])
    const bills = await loadBillsForUpdate(
      scope,
      allocations.map((one) => one.billId),
    )
    if ((await findReversals(scope, [billPaymentId])).size > 0) throw new Refusal('bill_payment_reversed_once')
    await insertReversal(scope, { id, paymentId: billPaymentId, reversedOn, reason })
    const parts = new Map(allocations.map((one) => [one.billId, one.amountCents]))
    for (const bill of bills) await settleBill(scope, bill, -(parts.get(bill.id) ?? 0))
    const vendor = await loadVendor(scope, payment.vendorId)
    await reverseEntry(scope, {
      of: { sourceType: 'bill_payment', sourceId: billPaymentId },
      sourceType: 'bill_payment_reversal',
      sourceId: id,
      entryDate: reversedOn,
      memo: `Reversal of the payment to ${vendor.name}`,
    })
    const answer = await answerPayment(scope, payment)
    audit(scope, { subjectType: 'bill_payment', subjectId: billPaymentId, before: { state: 'paid' }, after: answer })
    signal(scope, 'vendors', payment.vendorId)
    return answer
  },
})
