import { expect, test } from 'vitest'
import { type SourceFacts, sourceLabel } from './source.ts'

/** What is not said is not known. */
const label = (facts: Partial<SourceFacts>) => sourceLabel(facts as SourceFacts)
const paid = (paymentMethod: string, paymentReference: string | null, sourceType = 'payment') =>
  label({ sourceType, paymentMethod, paymentReference })

test('a payment is called by its method and reference, and never says its method twice', () => {
  expect(paid('check', '1695')).toBe('Check 1695')
  expect(paid('check', 'Check 1695')).toBe('Check 1695')
  expect(paid('check', 'check #7')).toBe('Check #7')
  expect(paid('ach', 'TX-9')).toBe('ACH payment TX-9')
  expect(paid('cash', null)).toBe('Cash payment')
  expect(paid('stripe', 'ch_1', 'payment_fee')).toBe('Processing fee of Stripe payment ch_1')
  expect(paid('stripe', null, 'reversal')).toBe('Reversal: processing fee of Stripe payment')
  expect(paid('check', 'Check 1695', 'payment_reversal')).toBe('Reversal of check 1695')
})

test('what has a number is called by it', () => {
  expect(label({ sourceType: 'invoice', documentNumber: '26/11/014' })).toBe('Invoice 26/11/014')
  expect(label({ sourceType: 'credit_note', creditNoteNumber: 'CN-1' })).toBe('Credit note CN-1')
  expect(label({ sourceType: 'something_new' })).toBe('something new')
})
