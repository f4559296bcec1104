import { expect, test } from 'vitest'
import { cash, emptyValues, inputOf, ownMoney, valuesOf } from './form-values.ts'

const typed = { ...emptyValues('2026-03-02', cash, null), merchantName: 'Rail', categoryId: 'c', amountCents: 100 }

test('who paid becomes the payer and the account', () => {
  expect(inputOf(typed)).toMatchObject({ paidBy: 'company', payingAccountId: null, taxCents: 0, markupPercent: '0' })
  expect(inputOf({ ...typed, paidWith: ownMoney })).toMatchObject({ paidBy: 'member', payingAccountId: null })
  expect(inputOf({ ...typed, paidWith: 'card' })).toMatchObject({ paidBy: 'company', payingAccountId: 'card' })
})

test('a markup counts only for what is billed', () => {
  expect(inputOf({ ...typed, markupPercent: '10' }).markupPercent).toBe('0')
  expect(inputOf({ ...typed, billable: true, markupPercent: '10' }).markupPercent).toBe('10')
})

test('an expense fills the fields and comes out as it was', () => {
  const expense = { ...inputOf({ ...typed, billable: true, markupPercent: '12.5', paidWith: 'card' }), notes: null }
  expect(inputOf(valuesOf(expense as never))).toEqual({ ...expense, notes: '' })
})
