import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  MarkupPercentage,
  multiplyDecimals,
  normaliseDecimal,
  Percentage,
  parsePercentage,
  parseQuantity,
  Quantity,
  roundHalfUp,
  subtractDecimals,
} from './decimal.ts'

test.each([
  ['1.50', '1.5'],
  ['-0', '0'],
  ['-0.000', '0'],
  ['007', '7'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['+3', '3'],
  ['100', '100'],
  ['0.0000001', '0.0000001'],
])('%s is %s', (text, canonical) => expect(normaliseDecimal(text)).toBe(canonical))

test('exact, where floats are not', () => {
  expect(addDecimals('0.1', '0.2')).toBe('0.3')
  expect(addDecimals()).toBe('0')
  expect(subtractDecimals('0.3', '0.1')).toBe('0.2')
  expect(multiplyDecimals('999999999.9999', '99999999999')).toBe('99999999998990000000.0001')
  expect(divideDecimals(5400, 3600, 4)).toBe('1.5')
  expect(divideDecimals(1, 3, 4)).toBe('0.3333')
  expect(() => divideDecimals(1, 0, 4)).toThrow('zero')
  expect(compareDecimals('1.50', '1.5')).toBe(0)
  expect(compareDecimals('-2', '1')).toBe(-1)
  expect(compareDecimals('10', '9')).toBe(1)
})

test.each([
  ['2.5', 0, '3'],
  ['-2.5', 0, '-3'],
  ['2.4999999999999999999', 0, '2'],
  ['1.005', 2, '1.01'],
  ['-0.4', 0, '0'],
] as const)('%s to %i places is %s', (value, places, becomes) => expect(roundHalfUp(value, places)).toBe(becomes))

describe('typed', () => {
  test.each([
    ['1.5', '1.5'],
    [' 1,200.50 ', '1200.5'],
    ['.25', '0.25'],
    ['-3', '-3'],
    ['999999999.9999', '999999999.9999'],
  ])('quantity %j', (text, value) => expect(parseQuantity(text)).toEqual({ ok: true, value }))
  test.each([
    ['', 'Enter a number, such as 1.5.'],
    ['1,5', 'Enter a number, such as 1.5.'],
    ['1e3', 'Enter a number, such as 1.5.'],
    ['0.00001', 'Use at most 4 decimals.'],
    ['1000000000', 'Enter a quantity below a billion.'],
  ])('no quantity %j', (text, reason) => expect(parseQuantity(text)).toEqual({ ok: false, reason }))
  test.each([
    ['8.25', '8.25'],
    ['8.250 %', '8.25'],
    ['100%', '100'],
    ['0', '0'],
  ])('percentage %j', (text, value) => expect(parsePercentage(text)).toEqual({ ok: true, value }))
  test.each([
    ['x', 'Enter a percentage, such as 8.25.'],
    ['8.1234', 'Use at most 3 decimals.'],
    ['100.001', 'Enter a percentage from 0 to 100.'],
    ['-1', 'Enter a percentage from 0 to 100.'],
  ])('no percentage %j', (text, reason) => expect(parsePercentage(text)).toEqual({ ok: false, reason }))
})

describe('on the wire', () => {
  test('comes out canonical', () => {
    expect(Quantity.parse('1.50')).toBe('1.5')
    expect(Quantity.parse('-0.0')).toBe('0')
    expect(Percentage.parse('08.250')).toBe('8.25')
    expect(Percentage.parse('100.000')).toBe('100')
    expect(MarkupPercentage.parse('250')).toBe('250')
  })
  test.each(['', '1.23456', '1e3', 'NaN', '1,5', '1000000000', '.5', 1.5, null])('quantity refuses %j', (wrong) => {
    expect(Quantity.safeParse(wrong).error?.issues[0]?.message).toMatch(/^Enter a number/)
  })
  test.each(['-1', '100.001', '101', '8.1234'])('percentage refuses %j', (wrong) => {
    expect(Percentage.safeParse(wrong).success).toBe(false)
  })
  test('whatever a quantity is, reading its canonical form changes nothing', () => {
    const quantity = fc.tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(9999))
    fc.assert(
      fc.property(quantity, ([whole, part]) => {
        const canonical = Quantity.parse(`${whole}.${String(part).padStart(4, '0')}`)
        expect(Quantity.parse(canonical)).toBe(canonical)
        expect(parseQuantity(canonical)).toEqual({ ok: true, value: canonical })
      }),
    )
  })
})

describe('agrees with decimal.js', () => {
  const Wide = Decimal.clone({ precision: 200, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -300, toExpPos: 300 })
  const plain = (value: Decimal) => (value.isZero() ? '0' : value.toString())
  const digits = fc.bigInt({ min: 0n, max: 10n ** 14n })
  const decimal = fc
    .tuple(fc.boolean(), digits, fc.option(fc.stringMatching(/^\d{1,9}$/)))
    .map(([negative, whole, part]) => `${negative ? '-' : ''}${whole}${part === null ? '' : `.${part}`}`)
  const places = fc.integer({ min: 0, max: 10 })

  test('sums, differences, products, order', () =>
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y] = [new Wide(a), new Wide(b)]
        expect(addDecimals(a, b)).toBe(plain(x.plus(y)))
        expect(subtractDecimals(a, b)).toBe(plain(x.minus(y)))
        expect(multiplyDecimals(a, b)).toBe(plain(x.times(y)))
        expect(compareDecimals(a, b)).toBe(x.comparedTo(y))
        expect(normaliseDecimal(a)).toBe(plain(x))
      }),
    ))

  test('rounding and quotients, halves on both sides of zero', () =>
    fc.assert(
      fc.property(decimal, decimal, places, (a, b, to) => {
        expect(roundHalfUp(a, to)).toBe(plain(new Wide(a).toDecimalPlaces(to)))
        fc.pre(compareDecimals(b, '0') !== 0)
        expect(divideDecimals(a, b, to)).toBe(plain(new Wide(a).dividedBy(b).toDecimalPlaces(to)))
      }),
    ))
})
