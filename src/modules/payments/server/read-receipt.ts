import { formatDate } from '#kernel/calendar.ts'
import { formatMoney } from '#kernel/money.ts'
import { crediting, invoiceNumbers } from '#modules/documents/server/index.ts'
import { Download, query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { loadRefunds } from './refund-store.ts'
import { type AllocationRow, creditedOf, findReversal, loadAllocations, loadPayment, type PaymentRow } from './store.ts'

/** What came in and what it paid, as a paper for the client, in the dress of the company's documents. */
export const readReceipt = query({
  name: 'payments.readReceipt',
  needs: 'payments:read',
  input: contract.readReceipt.input,
  async run(scope, { paymentId }) {
    const payment = await loadPayment(scope, paymentId)
    const allocations = await loadAllocations(scope, paymentId)
    const head = await crediting.loadLetterhead(scope, { clientId: payment.clientId, projectId: null })
    const { currency, locale } = head.company
    const money = (cents: number) => formatMoney(cents, currency, locale)
    const date = (day: string) => formatDate(day, locale)
    const refunds = (await loadRefunds(scope, paymentId)).filter((one) => one.state === 'succeeded')
    const reversal = await findReversal(scope, paymentId)
    const pdf = await crediting.renderLetter(scope, head, {
      kind: 'Receipt',
      number: null,
      dated: payment.receivedOn,
      issuedOn: date(payment.receivedOn),
      facts: [
        ['Paid by', contract.paymentMethodNames[payment.method]],
        ['Reference', payment.reference ?? ''],
      ],
      amountsOnly: true,
      lines: await linesOf(scope, payment, allocations, money),
      ...{ subtotal: '', tax: '', total: money(payment.amountCents) },
      notes: refunds.map((one) => `Refunded on ${date(one.refundedOn)}: ${money(one.amountCents)}`).join('\n'),
      ...(reversal ? { stateStamp: 'Reversed' } : {}),
    })
    return new Download(`Receipt ${payment.receivedOn}.pdf`, 'application/pdf', pdf, true)
  },
})

async function linesOf(
  scope: Scope,
  payment: PaymentRow,
  allocations: readonly AllocationRow[],
  money: (cents: number) => string,
) {
  const numbers = await invoiceNumbers(
    scope,
    allocations.map((one) => one.documentId),
  )
  const line = (name: string, cents: number) => ({
    ...{ name, description: '', quantity: '', unitPrice: '', tax: '' },
    total: money(cents),
  })
  const credited = creditedOf(payment, allocations)
  return [
    ...allocations.map((one) => line(`Invoice ${numbers.get(one.documentId) ?? ''}`, one.amountCents)),
    ...(credited > 0 ? [line('Kept as credit for later invoices', credited)] : []),
  ]
}
