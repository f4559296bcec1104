import { formatDate } from '#kernel/calendar.ts'
import { formatMoney } from '#kernel/money.ts'
import { crediting, invoiceNumbers } from '#modules/documents/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import { paymentMethodNames } from '../contract.ts'
import { loadRefunds } from './refund-store.ts'
import { type AllocationRow, creditedOf, findReversal, loadAllocations, loadPayment, type PaymentRow } from './store.ts'

/** A payment with everyone whose name stands on its receipt. */
export type Receipt = { payment: PaymentRow; allocations: AllocationRow[]; head: crediting.Letterhead }

export async function loadReceipt(scope: Scope, paymentId: string): Promise<Receipt> {
  const payment = await loadPayment(scope, paymentId)
  const allocations = await loadAllocations(scope, paymentId)
  const head = await crediting.loadLetterhead(scope, { clientId: payment.clientId, projectId: null })
  return { payment, allocations, head }
}

export const receiptName = ({ payment }: Receipt) => `Receipt ${payment.receivedOn}.pdf`

/** What came in and what it paid, as a paper for the client, in the dress of the company's documents. */
export async function renderReceipt(scope: Scope, receipt: Receipt): Promise<Buffer> {
  const { payment, head } = receipt
  const { currency, locale } = head.company
  const money = (cents: number) => formatMoney(cents, currency, locale)
  const date = (day: string) => formatDate(day, locale)
  const refunds = (await loadRefunds(scope, payment.id)).filter((one) => one.state === 'succeeded')
  const reversal = await findReversal(scope, payment.id)
  return crediting.renderLetter(scope, head, {
    kind: 'Receipt',
    number: null,
    dated: payment.receivedOn,
    issuedOn: date(payment.receivedOn),
    facts: [
      ['Paid by', paymentMethodNames[payment.method]],
      ['Reference', payment.reference ?? ''],
    ],
    amountsOnly: true,
    lines: await linesOf(scope, receipt, money),
    ...{ subtotal: '', total: money(payment.amountCents) },
    notes: refunds.map((one) => `Refunded on ${date(one.refundedOn)}: ${money(one.amountCents)}`).join('\n'),
    ...(reversal ? { stateStamp: 'Reversed' } : {}),
  })
}

async function linesOf(scope: Scope, { payment, allocations }: Receipt, money: (cents: number) => string) {
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
