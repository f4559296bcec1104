import { expect, test } from 'vitest'
import { balanceOf } from './accounts.ts'

test.each([
  ['asset', 300, 100, 200],
  ['expense', 100, 300, -200],
  ['liability', 100, 300, 200],
  ['equity', 0, 0, 0],
  ['income', 300, 100, -200],
] as const)('%s with debits %i and credits %i stands at %i', (type, debit, credit, balance) => {
  expect(balanceOf(type, debit, credit)).toBe(balance)
})
