import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allocate,
  assertDocumentRange,
  Cents,
  lineSubtotal,
  MAX_CENTS,
  MAX_DOCUMENT_CENTS,
  NonNegativeCents,
  PositiveCents,
  percentOf,
  sumCents,
} from './money.ts'

const cents = fc.integer({ min: -MAX_CENTS, max: MAX_CENTS })
const sum = (parts: number[]) => parts.reduce((total, part) => total + BigInt(part), 0n)

describe('a line is quantity × price, rounded half up', () => {
  const cases = `
    1          100          100
    1.5        3333         5000
    0.5        1            1
    -0.5       1            -1
    0.4999     1            0
    0.0001     5000         1
    0.0001     4999         0
    2.675      100          268
    1.005      100          101
    -1.005     100          -101
    1.005      -100         -101
    0.3333     300          100
    3          0            0
    -3         0            0
    999999999.9999 1        1000000000
    0.1        3            0
    1          9007199254740991  9007199254740991`
  test.each(rows(cases))('%s × %s = %s', (quantity = '', price, becomes) => {
    expect(lineSubtotal(quantity, Number(price))).toBe(Number(becomes))
  })
  test('an amount that code cannot hold is refused, never inexact', () => {
    expect(() => lineSubtotal('2', MAX_CENTS)).toThrow(expect.objectContaining({ code: 'amount_out_of_range' }))
  })
})

describe('a percentage of an amount', () => {
  const cases = `
    1000   8.25    83
    10000  8.25    825
    1      50      1
    -1     50      -1
    1      49.999  0
    333    100     333
    99999999999 0.001 1000000
    2000   0.125   3
    0      19      0`
  test.each(rows(cases))('%s at %s %% = %s', (amount, percent = '', becomes) => {
    expect(percentOf(Number(amount), percent)).toBe(Number(becomes))
  })
  test('mirrors for negative amounts', () => {
    const percent = fc.integer({ min: 0, max: 100_000 }).map((thousandths) => String(thousandths / 1000))
    fc.assert(fc.property(cents, percent, (c, p) => void expect(percentOf(0 - c, p)).toBe(0 - percentOf(c, p))))
  })
})

describe('splitting an amount', () => {
  const cases = `
    1000  1,1,1        334 333 333
    -7    1,1          -4 -3
    0     1,1          0 0
    0                  
    5     0,0          3 2
    -5    0,0,0        -2 -2 -1
    100   1,0          100 0
    100   0,1          0 100
    10    1,2,3        2 3 5
    7     3,3,3        3 2 2
    2     5,-1         2 0
    8     100,-20      10 -2
    1     1,1,1,1      1 0 0 0
    -100  -1,-3        -25 -75
    3     1,-1         2 1
    9007199254740991 1,1 4503599627370496 4503599627370495`
  test.each(rows(cases, false))('%s by %s', (total, weights = '', ...becomes) => {
    const parts = allocate(Number(total), weights === '' ? [] : weights.split(',').map(Number))
    expect(parts).toEqual(becomes.map(Number))
  })

  const weights = fc.array(fc.integer({ min: 0, max: MAX_CENTS }), { minLength: 1, maxLength: 30 })
  test('the parts sum to the whole, also of negatives', () => {
    fc.assert(fc.property(cents, weights, (total, by) => void expect(sum(allocate(total, by))).toBe(BigInt(total))))
  })
  test('each part is its exact share, rounded down or up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_CENTS }), weights, (total, by) => {
        const whole = by.reduce((all, weight) => all + BigInt(weight), 0n)
        fc.pre(whole > 0n)
        for (const [at, part] of allocate(total, by).entries()) {
          const off = BigInt(part) * whole - BigInt(total) * BigInt(by[at] ?? 0)
          expect(off < whole && off > -whole).toBe(true)
        }
      }),
    )
  })
  test('an amount up to the sum of signed weights gives each at most its weight', () => {
    const signed = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(signed, fc.double({ min: 0, max: 1, noNaN: true }), (by, ratio) => {
        const whole = by.reduce((all, weight) => all + weight, 0)
        fc.pre(whole > 0)
        for (const [at, part] of allocate(Math.floor(whole * ratio), by).entries()) {
          expect(Math.abs(part)).toBeLessThanOrEqual(Math.abs(by[at] ?? 0))
        }
      }),
    )
  })
  test('minus zero never appears', () => {
    expect(allocate(-1, [1, 1]).some((part) => Object.is(part, -0))).toBe(false)
  })
  test('nobody to give to is our mistake', () => expect(() => allocate(1, [])).toThrow('nobody'))
})

describe('ranges', () => {
  test('a sum that is not exact any more is refused', () => {
    expect(sumCents([1, -2, 3])).toBe(2)
    expect(sumCents([])).toBe(0)
    expect(() => sumCents([MAX_CENTS, 1])).toThrow(expect.objectContaining({ code: 'amount_out_of_range' }))
    expect(() => sumCents([0.5])).toThrow('not an amount')
  })
  test('one document', () => {
    expect(assertDocumentRange(MAX_DOCUMENT_CENTS)).toBe(99_999_999_999)
    const refused = expect.objectContaining({ code: 'document_out_of_range' })
    expect(() => assertDocumentRange(MAX_DOCUMENT_CENTS + 1)).toThrow(refused)
    expect(() => assertDocumentRange(-MAX_DOCUMENT_CENTS - 1)).toThrow(refused)
  })
  test('on the wire', () => {
    expect(Cents.parse(-5)).toBe(-5)
    expect(Object.is(Cents.parse(-0), 0)).toBe(true)
    for (const wrong of [1.5, MAX_CENTS + 1, '5', Number.NaN, null]) expect(Cents.safeParse(wrong).success).toBe(false)
    expect(PositiveCents.safeParse(0).error?.issues[0]?.message).toBe('Enter an amount greater than zero.')
    expect(NonNegativeCents.safeParse(-1).success).toBe(false)
    expect(NonNegativeCents.parse(0)).toBe(0)
  })
})

function rows(table: string, trim = true): string[][] {
  const lines = table.split('\n').filter((line) => line.trim() !== '')
  if (trim) return lines.map((line) => line.trim().split(/\s+/))
  // an empty second column means no weights
  return lines.map((line) => {
    const [total = '', ...rest] = line.trim().split(/\s+/)
    return [total, rest[0] ?? '', ...rest.slice(1)]
  })
}
