import { expect, test } from 'vitest'
import type { InvoiceListItem } from '#modules/documents/contract.ts'
import { type RecordValues, recordInput, restOf, shareProblems, sharesOf } from './record-values.ts'

const invoice = (id: string, dueOn: string, balanceDueCents: number) =>
  ({ id, number: id, dueOn, balanceDueCents }) as InvoiceListItem
const open = [invoice('march', '2026-03-31', 500), invoice('april', '2026-04-30', 300)]
const values = (more: Partial<RecordValues>): RecordValues => ({
  clientId: 'birch',
  amountCents: null,
  receivedOn: '2026-04-01',
  method: 'check',
  feeCents: null,
  reference: '',
  notes: '',
  receipt: false,
  pending: false,
  parts: null,
  ...more,
})

test('parts follow the amount until somebody changes one', () => {
  const alone = values({ amountCents: 600 })
  const shares = sharesOf(alone, open, undefined)
  expect(shares.map((one) => one.cents)).toEqual([500, 100])
  expect(restOf(alone, shares)).toBe(0)
  expect(sharesOf(alone, open, 'april').map((one) => one.cents)).toEqual([300, 300])
  const typed = values({ amountCents: 600, parts: { april: 300, march: null } })
  const kept = sharesOf(typed, open, undefined)
  expect(recordInput(typed, kept, null)).toMatchObject({ allocations: [{ invoiceId: 'april', amountCents: 300 }] })
  expect(recordInput(typed, kept, null)).not.toHaveProperty('parts')
  expect(restOf(typed, kept)).toBe(300)
})

test('a receipt goes to the address of the client that is chosen, where it has one', () => {
  const wanted = values({ receipt: true })
  expect(recordInput(wanted, [], 'pay@birch.test')).toMatchObject({ receiptTo: 'pay@birch.test' })
  expect(recordInput(wanted, [], null)).toMatchObject({ receiptTo: null })
  expect(recordInput(values({}), [], 'pay@birch.test')).toMatchObject({ receiptTo: null })
})

test('a fee is sent for Stripe alone, whatever was typed before another method was chosen', () => {
  expect(recordInput(values({ method: 'stripe', feeCents: 248 }), [], null)).toMatchObject({ feeCents: 248 })
  expect(recordInput(values({ feeCents: 248 }), [], null)).not.toHaveProperty('feeCents')
})

test('money on its way has no receipt and no fee yet, and cash is never on its way', () => {
  const coming = values({ pending: true, receipt: true, method: 'stripe', feeCents: 248 })
  const sent = recordInput(coming, [], 'pay@birch.test')
  expect(sent).toMatchObject({ pending: true, receiptTo: null })
  expect(sent).not.toHaveProperty('feeCents')
  const cash = values({ pending: true, receipt: true, method: 'cash' })
  expect(recordInput(cash, [], 'pay@birch.test')).toMatchObject({ pending: false, receiptTo: 'pay@birch.test' })
})

test('an objection finds its invoice, though empty rows are not sent', () => {
  const shares = sharesOf(values({ amountCents: 600, parts: { april: 301 } }), open, undefined)
  expect(shareProblems({ 'allocations.0.amountCents': 'Too much' }, shares)).toEqual({ april: 'Too much' })
})
