import { expect, test } from 'vitest'
import type { PaymentDetail } from '../contract.ts'
import { missingCents, type RefundValues, refundInput, sourcesOf } from './refund-values.ts'

const payment = {
  id: 'p',
  amountCents: 1_000,
  refundedCents: 0,
  clientCreditCents: 100,
  allocations: [
    { invoiceId: 'a', invoiceNumber: 'A', amountCents: 600, refundedCents: 0 },
    { invoiceId: 'b', invoiceNumber: 'B', amountCents: 300, refundedCents: 0 },
  ],
} as unknown as PaymentDetail
const values = (more: Partial<RefundValues>): RefundValues => ({
  amountCents: 500,
  refundedOn: '2026-04-01',
  reference: '',
  reason: '',
  pending: false,
  parts: null,
  ...more,
})

test('sources follow the amount: credit, then the newest invoice; the server chooses as well', () => {
  expect(sourcesOf(values({}), payment).map((one) => [one.key, one.cents])).toEqual([
    ['credit', 100],
    ['b', 300],
    ['a', 100],
  ])
  expect(refundInput(values({}), payment)).not.toHaveProperty('sources')
})

test('typed sources are sent and must come to the amount', () => {
  const typed = values({ parts: { credit: null, a: 500 } })
  expect(missingCents(typed, sourcesOf(typed, payment))).toBe(0)
  expect(refundInput(typed, payment)).toMatchObject({
    paymentId: 'p',
    sources: { creditCents: 0, invoices: [{ invoiceId: 'a', amountCents: 500 }] },
  })
  const short = values({ parts: { a: 400 } })
  expect(missingCents(short, sourcesOf(short, payment))).toBe(100)
})
