import { expect, test } from 'vitest'
import { sourceLabel } from './source.ts'

const nothing = {
  documentNumber: null,
  paymentMethod: null,
  paymentReference: null,
  creditNoteNumber: null,
  billNumber: null,
  vendorName: null,
}
const paid = (paymentMethod: string, paymentReference: string | null, sourceType = 'payment') =>
  sourceLabel({ ...nothing, sourceType, paymentMethod, paymentReference })

test('a payment is called by its method and reference, and never says its method twice', () => {
  expect(paid('check', '1695')).toBe('Check 1695')
  expect(paid('check', 'Check 1695')).toBe('Check 1695')
  expect(paid('check', 'check #7')).toBe('Check #7')
  expect(paid('ach', 'TX-9')).toBe('ACH payment TX-9')
  expect(paid('cash', null)).toBe('Cash payment')
  expect(paid('check', 'Check 1695', 'payment_reversal')).toBe('Reversal of check 1695')
})

test('what has a number is called by it', () => {
  expect(sourceLabel({ ...nothing, sourceType: 'invoice', documentNumber: '26/11/014' })).toBe('Invoice 26/11/014')
  expect(sourceLabel({ ...nothing, sourceType: 'credit_note', creditNoteNumber: 'CN-1' })).toBe('Credit note CN-1')
  expect(sourceLabel({ ...nothing, sourceType: 'expense_reimbursement' })).toBe('expense reimbursement')
})
