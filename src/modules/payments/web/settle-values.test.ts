import { expect, test } from 'vitest'
import type { InvoiceListItem } from '#modules/documents/contract.ts'
import type { PaymentDetail } from '../contract.ts'
import { settleInput, settleShares } from './settle-values.ts'

const invoice = (id: string, balanceDueCents: number) => ({ id, number: id, balanceDueCents }) as InvoiceListItem
const open = [invoice('march', 300), invoice('april', 200)]
const payment = {
  ...{ id: 'p', amountCents: 900, method: 'ach', clientEmail: 'pay@birch.test' },
  meantFor: [
    { invoiceId: 'march', invoiceNumber: 'march', amountCents: 500 },
    { invoiceId: 'paid', invoiceNumber: 'paid', amountCents: 400 },
  ],
} as unknown as PaymentDetail
const values = { receivedOn: '2026-04-01', feeCents: 5, receipt: true, parts: null }

test('money goes where it was meant to, as far as that is still owed', () => {
  expect(settleShares(values, payment, open).map((one) => one.cents)).toEqual([300, null])
  const sent = settleInput(values, payment, open)
  expect(sent).toEqual({ paymentId: 'p', receivedOn: '2026-04-01', receiptTo: 'pay@birch.test' })
})

test('what somebody changed is said, and the fee where Stripe brought it', () => {
  const changed = { ...values, receipt: false, parts: { april: 200, march: null } }
  const sent = settleInput(changed, { ...payment, method: 'stripe' } as PaymentDetail, open)
  expect(sent).toMatchObject({ feeCents: 5, receiptTo: null, allocations: [{ invoiceId: 'april', amountCents: 200 }] })
})
