import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkEntry, reversed, settle } from './index.ts'

test('an amount stands on its side, a negative one on the other, zero on none', () => {
  const lines = [
    { debitCents: 500 },
    { creditCents: 700 },
    { creditCents: -200 },
    { debitCents: 0 },
    { debitCents: 5, creditCents: 5 },
  ]
  expect(settle(lines)).toEqual([
    { debitCents: 500, creditCents: 0 },
    { debitCents: 0, creditCents: 700 },
    { debitCents: 200, creditCents: 0 },
  ])
})

test.each([
  ['no line', []],
  ['one line', [{ debitCents: 1, creditCents: 0 }]],
])('an entry of %s is none', (_name, lines) => {
  expect(() => checkEntry(lines)).toThrow('at least two lines')
})

test('sides that differ are refused', () => {
  expect(() =>
    checkEntry([
      { debitCents: 2, creditCents: 0 },
      { debitCents: 0, creditCents: 1 },
    ]),
  ).toThrow('Debits and credits differ')
})

test('both sides of one line are our mistake', () => {
  expect(() =>
    checkEntry([
      { debitCents: 2, creditCents: 2 },
      { debitCents: 1, creditCents: 0 },
    ]),
  ).toThrow('exactly one side')
})

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 })

test('what balances as stated balances when settled, and reversed', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 20 }), (amounts) => {
      const rest = amounts.reduce((sum, cents) => sum + cents, 0)
      const lines = settle([...amounts.map((debitCents) => ({ debitCents })), { creditCents: rest }])
      fc.pre(lines.length >= 2)
      expect(() => checkEntry(lines)).not.toThrow()
      expect(() => checkEntry(reversed(lines))).not.toThrow()
      expect(reversed(reversed(lines))).toEqual(lines)
    }),
  )
})
