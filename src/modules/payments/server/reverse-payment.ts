import { todayIn } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate } from '#modules/documents/server/index.ts'
import { reverseEntry } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { announce, audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { findFee, reverseFee } from './fee-store.ts'
import { creditMoved, settle } from './move-balances.ts'
import { creditedOf, findReversal, insertReversal, loadAllocations, loadPaymentForUpdate } from './store.ts'
import { toPayment } from './to-payment.ts'

/**
 * Undoes a payment that never really came: its invoices owe again (their states stay), the credit it made is taken back,
 * the books get the exact opposite. The payment itself stays as it was.
 */
export const reversePayment = command({
  name: 'payments.reversePayment',
  needs: 'payments:refund',
  money: true,
  input: contract.reversePayment.input,
  async run(scope, input) {
    const { timeZone } = await loadCompany(scope)
    const { payment, client } = await loadPaymentForUpdate(scope, input.paymentId)
    const reversedOn = dayBetween(payment.receivedOn, todayIn(timeZone, scope.now), input.reversedOn, 'reversedOn')
    if (payment.state !== 'succeeded') throw new Refusal('payment_not_reversible')
    if (await findReversal(scope, payment.id)) throw new Refusal('payment_reversed_once')
    if (payment.refundedCents > 0) throw new Refusal('payment_refunded')
    const allocations = await loadAllocations(scope, payment.id)
    const creditedCents = creditedOf(payment, allocations)
    if (creditedCents > client.creditCents) throw new Refusal('payment_credit_used')
    const fee = await findFee(scope, payment.id)
    const invoices = await loadInvoicesForUpdate(
      scope,
      allocations.map((one) => one.documentId),
    )
    const reversal = {
      id: input.id ?? newId(),
      paymentId: payment.id,
      clientId: client.id,
      reversedOn,
      reason: input.reason,
    }
    await insertReversal(scope, reversal, creditedCents)
    const parts = new Map(allocations.map((one) => [one.documentId, one.amountCents]))
    for (const invoice of invoices) settle(scope, invoice, { allocatedDelta: -(parts.get(invoice.id) ?? 0) })
    await reverseEntry(scope, {
      of: { sourceType: 'payment', sourceId: payment.id },
      sourceType: 'payment_reversal',
      sourceId: reversal.id,
      entryDate: reversedOn,
      memo: `Reversal of the payment from ${client.displayName}`,
    })
    if (fee) await reverseFee(scope, fee, reversedOn, client.displayName)
    creditMoved(scope, client, 0 - creditedCents)
    const numbers = new Map(invoices.map((invoice) => [invoice.id, invoice.number ?? '']))
    const reversed = { ...reversal, createdAt: scope.now }
    const answer = toPayment({
      ...{ payment, clientName: client.displayName, allocations, numbers },
      ...{ feeCents: fee?.amountCents ?? 0, reversal: reversed },
    })
    audit(scope, { subjectType: 'payment', subjectId: payment.id, before: { state: payment.state }, after: answer })
    signal(scope, 'payments', payment.id)
    announce(scope, 'payment_reversed', { paymentId: payment.id })
    return answer
  },
})
