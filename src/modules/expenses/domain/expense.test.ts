import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  billableCents,
  checkAmounts,
  checkEditable,
  checkReimbursable,
  checkRejectable,
  checkVoidable,
  isApprovable,
  submitted,
} from './expense.ts'

const refusal = (act: () => unknown): unknown => {
  try {
    return act() ?? 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}
const one = (state: string, more: object = {}) => ({ state, paidBy: 'member', documentId: null, ...more }) as never

test.each`
  state           | edit                   | submit                 | approve                    | reject                     | reimburse                    | void
  ${'draft'}      | ${'done'}              | ${'submitted'}         | ${'expense_not_submitted'} | ${'expense_not_submitted'} | ${'expense_not_approved'}    | ${'expense_not_approved'}
  ${'submitted'}  | ${'expense_not_draft'} | ${'done'}              | ${true}                    | ${'done'}                  | ${'expense_not_approved'}    | ${'expense_not_approved'}
  ${'approved'}   | ${'expense_locked'}    | ${'done'}              | ${false}                   | ${'expense_locked'}        | ${'done'}                    | ${'done'}
  ${'reimbursed'} | ${'expense_locked'}    | ${'done'}              | ${false}                   | ${'expense_locked'}        | ${'expense_reimbursed_once'} | ${'expense_reimbursed'}
  ${'void'}       | ${'expense_locked'}    | ${'expense_not_draft'} | ${'expense_not_submitted'} | ${'expense_not_submitted'} | ${'expense_not_approved'}    | ${'expense_not_approved'}
`('what a $state expense allows', ({ state, edit, submit, approve, reject, reimburse, void: voided }) => {
  expect({
    edit: refusal(() => checkEditable(one(state))),
    submit: refusal(() => submitted(one(state), true)),
    approve: refusal(() => isApprovable(one(state))),
    reject: refusal(() => checkRejectable(one(state))),
    reimburse: refusal(() => checkReimbursable(one(state))),
    voided: refusal(() => checkVoidable(one(state))),
  }).toEqual({ edit, submit, approve, reject, reimburse, voided })
})

test('without approval a draft goes straight into the books', () => {
  expect(submitted(one('draft'), false)).toBe('approved')
})

test('what the company paid is not paid back, what is on an invoice is not voided', () => {
  expect(refusal(() => checkReimbursable(one('approved', { paidBy: 'company' })))).toBe('expense_of_company')
  expect(refusal(() => checkVoidable(one('approved', { documentId: 'x' })))).toBe('expense_billed')
})

describe('what the client is charged', () => {
  test.each`
    amount           | markup      | charged
    ${10_000}        | ${'0'}      | ${10_000}
    ${10_000}        | ${'15'}     | ${11_500}
    ${999}           | ${'12.5'}   | ${1124}
    ${1}             | ${'50'}     | ${2}
    ${1}             | ${'49.999'} | ${1}
    ${333}           | ${'33.333'} | ${444}
    ${9_999_999_999} | ${'900'}    | ${99_999_999_990}
  `('$amount with $markup % is $charged', ({ amount, markup, charged }) => {
    expect(billableCents({ amountCents: amount, markupPercent: markup })).toBe(charged)
  })

  test('never less than was paid, and whole cents', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_000_000_000 }),
        fc.integer({ min: 0, max: 999_999 }),
        (amount, thousandths) => {
          const markupPercent = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`
          const charged = billableCents({ amountCents: amount, markupPercent })
          expect(Number.isSafeInteger(charged) && charged >= amount).toBe(true)
          const exact = BigInt(amount) * BigInt(100_000 + thousandths)
          expect(BigInt(charged)).toBe((exact + 50_000n) / 100_000n)
        },
      ),
    )
  })

  test('more than a document can hold is refused', () => {
    expect(refusal(() => billableCents({ amountCents: 99_999_999_999, markupPercent: '1' }))).toBe(
      'document_out_of_range',
    )
  })
})

test('no expense lies in the future, no tax is more than the whole', () => {
  const ok = { spentOn: '2026-03-02', amountCents: 100, taxCents: 100 }
  expect(refusal(() => checkAmounts(ok, '2026-03-02'))).toBe('done')
  expect(refusal(() => checkAmounts(ok, '2026-03-01'))).toBe('invalid_input')
  expect(refusal(() => checkAmounts({ ...ok, taxCents: 101 }, '2026-03-02'))).toBe('invalid_input')
})
