import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accept } from '#kernel/reading.ts'
import {
  DEFAULT_PATTERN,
  DEFAULT_RESET,
  formatNumber,
  formatProjectNumber,
  type NumberReset,
  parsePattern,
  periodKey,
} from './numbering.ts'

const pattern = (text: string, reset: NumberReset = 'never') => accept('pattern', parsePattern(text, reset))

test.each([
  [DEFAULT_PATTERN, 7, '26/11/007'],
  [DEFAULT_PATTERN, 1234, '26/11/1234'],
  ['INV-{YYYY}-{SEQ}', 7, 'INV-2026-7'],
  ['{YYYY}{MM}{DD}#{SEQ:2}', 7, '20261124#07'],
  ['{SEQ:9}', 1, '000000001'],
  ['Rechnung Nº {SEQ}'.replace('º', 'r'), 3, 'Rechnung Nr 3'],
])('%s of the %i. is %s', (text, sequence, number) => {
  expect(formatNumber(pattern(text), '2026-11-24', sequence)).toBe(number)
})

describe('patterns that cannot be used', () => {
  const repeats = 'the sequence starts again, and numbers would repeat.'
  test.each<[string, NumberReset, string]>([
    ['', 'never', 'Add {SEQ}, so that every number is different.'],
    ['INV-{YYYY}', 'never', 'Add {SEQ}, so that every number is different.'],
    ['{SEQ}{SEQ}', 'never', 'Use {SEQ} only once.'],
    ['{SEQ:0}', 'never', 'The width in {SEQ:n} is a digit from 1 to 9.'],
    ['{SEQ:10}', 'never', 'The width in {SEQ:n} is a digit from 1 to 9.'],
    ['{YEAR}{SEQ}', 'never', '{YEAR} is not known. The tokens are {YY} {YYYY} {MM} {DD} {SEQ} and {SEQ:n}.'],
    ['{seq}', 'never', '{seq} is not known. The tokens are {YY} {YYYY} {MM} {DD} {SEQ} and {SEQ:n}.'],
    ['{SEQ', 'never', 'A brace is not closed. Write tokens like {YY} or {SEQ:3}.'],
    ['SEQ}', 'never', 'A brace is not closed. Write tokens like {YY} or {SEQ:3}.'],
    ['{}{SEQ}', 'never', 'A brace is not closed. Write tokens like {YY} or {SEQ:3}.'],
    ['a\n{SEQ}', 'never', 'Use only letters, digits, spaces and . _ - / # around the tokens.'],
    ['<b>{SEQ}', 'never', 'Use only letters, digits, spaces and . _ - / # around the tokens.'],
    ['{SEQ}', 'yearly', `Add {YY} or {YYYY}: ${repeats}`],
    ['{MM}{SEQ}', 'monthly', `Add {YY} or {YYYY}: ${repeats}`],
    ['{YY}{SEQ}', 'monthly', 'Add {MM}: the sequence starts again every month, and numbers would repeat.'],
    [`${'a'.repeat(60)}{SEQ}`, 'never', 'Use at most 60 characters.'],
  ])('%j, reset %s', (text, reset, reason) => expect(parsePattern(text, reset)).toEqual({ ok: false, reason }))
})

test('the period of a date', () => {
  expect(periodKey('never', '2026-11-24')).toBe('')
  expect(periodKey('monthly', '2026-11-24')).toBe('2026-11')
  expect(periodKey('yearly', '2026-11-24')).toBe('2026')
})

test('the default pattern suits the default reset', () => {
  expect(parsePattern(DEFAULT_PATTERN, DEFAULT_RESET).ok).toBe(true)
})

test('two documents never get one number', () => {
  const date = fc.record({ year: fc.integer({ min: 2020, max: 2099 }), month: fc.integer({ min: 1, max: 12 }) })
  const text = ({ year, month }: { year: number; month: number }) => `${year}-${String(month).padStart(2, '0')}-15`
  const cases: [string, NumberReset][] = [
    [DEFAULT_PATTERN, 'monthly'],
    ['{YY}{MM}{SEQ}', 'monthly'],
    ['{MM}{SEQ}{YY}', 'monthly'],
    ['{SEQ}{YYYY}', 'yearly'],
    ['{DD}{SEQ}', 'never'],
  ]
  const sequence = fc.integer({ min: 1, max: 99_999 })
  fc.assert(
    fc.property(fc.constantFrom(...cases), date, date, sequence, sequence, ([shape, reset], a, b, first, second) => {
      const [one, other] = [text(a), text(b)]
      fc.pre(first !== second || periodKey(reset, one) !== periodKey(reset, other))
      expect(formatNumber(pattern(shape, reset), one, first)).not.toBe(
        formatNumber(pattern(shape, reset), other, second),
      )
    }),
    { numRuns: 500 },
  )
})

test('project numbering', () => {
  expect(formatProjectNumber('P-104', 2)).toBe('P-104-2')
  expect(() => formatProjectNumber('', 2)).toThrow('has a number')
  expect(() => formatProjectNumber('P', 0)).toThrow('counts from 1')
})
