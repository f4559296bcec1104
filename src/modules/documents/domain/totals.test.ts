import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentOf } from '#kernel/money.ts'
import {
  applyCompanyRate,
  type Discount,
  type DocumentTotals,
  documentTotals,
  type LineInput,
  liveTotals,
} from './totals.ts'

const line: fc.Arbitrary<LineInput> = fc.record({
  quantity: fc.integer({ min: -20_000, max: 200_000 }).map((tenThousandths) => String(tenThousandths / 10_000)),
  unitPriceCents: fc.integer({ min: 0, max: 5_000_000 }),
  taxCents: fc.integer({ min: 0, max: 100_000 }),
  taxable: fc.boolean(),
})
const lines = fc.array(line, { maxLength: 15 })
const discount: fc.Arbitrary<Discount> = fc.oneof(
  fc.constant<Discount>({ kind: 'none' }),
  fc.nat(100_000).map((thousandths): Discount => ({ kind: 'percent', percent: String(thousandths / 1000) })),
  fc.nat(10_000_000).map((cents): Discount => ({ kind: 'fixed', cents })),
)
const columns = ['subtotalCents', 'discountCents', 'taxCents', 'totalCents'] as const

describe('whatever the lines are', () => {
  const holds = (check: (totals: DocumentTotals, given: LineInput[], by: Discount) => void) =>
    fc.assert(
      fc.property(lines, discount, (given, by) => {
        const { totals, problem } = liveTotals(given, by)
        if (!problem) check(totals, given, by)
      }),
      { numRuns: 300 },
    )

  test('total = subtotal − discount + tax, in the document and in each line', () =>
    holds((totals) => {
      for (const sums of [totals, ...totals.lines]) {
        expect(sums.totalCents).toBe(sums.subtotalCents - sums.discountCents + sums.taxCents)
      }
    }))
  test('the lines sum to the document', () =>
    holds((totals) => {
      for (const column of columns) {
        expect(totals.lines.reduce((sum, each) => sum + each[column], 0)).toBe(totals[column])
      }
    }))
  test('nothing of the document is negative, and the discount takes no line beyond zero', () =>
    holds((totals) => {
      for (const column of columns) expect(totals[column]).toBeGreaterThanOrEqual(0)
      for (const each of totals.lines) {
        expect(Math.abs(each.discountCents)).toBeLessThanOrEqual(Math.abs(each.subtotalCents))
      }
    }))
  test('the order of the lines changes no sum', () =>
    holds((totals, given, by) => {
      const turned = documentTotals([...given].reverse(), by)
      for (const column of columns) expect(turned[column]).toBe(totals[column])
    }))
  test('what is refused while saving is the problem shown while typing', () => {
    fc.assert(
      fc.property(lines, discount, (given, by) => {
        const { problem } = liveTotals(given, by)
        if (problem) expect(() => documentTotals(given, by)).toThrow(expect.objectContaining({ code: problem.code }))
        else expect(documentTotals(given, by)).toEqual(liveTotals(given, by).totals)
      }),
    )
  })
})

describe('the company rate', () => {
  const two: LineInput[] = [
    { quantity: '1', unitPriceCents: 10_000, taxCents: 7, taxable: true },
    { quantity: '2', unitPriceCents: 2_500, taxCents: 7, taxable: false },
  ]
  test('taxes taxable lines after their share of the discount, and clears the others', () => {
    const taxed = applyCompanyRate(two, { kind: 'percent', percent: '10' }, '8.25')
    expect(taxed.map(({ taxCents, taxPercent }) => [taxCents, taxPercent])).toEqual([
      [743, '8.25'],
      [0, null],
    ])
    expect(documentTotals(taxed, { kind: 'percent', percent: '10' })).toMatchObject({
      taxCents: 743,
      totalCents: 14_243,
    })
  })
  test('keeps whatever else a line carries', () => {
    const [first] = applyCompanyRate(
      [{ ...two[0], name: 'Design' } as LineInput & { name: string }],
      { kind: 'none' },
      '5',
    )
    expect(first).toMatchObject({ name: 'Design', taxCents: 500 })
  })
  test('a taxed rebate takes its tax back', () => {
    const rebate: LineInput = { quantity: '-1', unitPriceCents: 2_000, taxCents: 0, taxable: true }
    const taxed = applyCompanyRate([...two, rebate], { kind: 'none' }, '10')
    expect(taxed.map(({ taxCents }) => taxCents)).toEqual([1_000, 0, -200])
  })
  test('is exactly the percentage of the line net of discount', () => {
    fc.assert(
      fc.property(lines, discount, fc.nat(25_000), (given, by, thousandths) => {
        const percent = String(thousandths / 1000)
        const { totals, problem } = liveTotals(given, by)
        if (problem) return
        for (const [at, each] of applyCompanyRate(given, by, percent).entries()) {
          const net = (totals.lines[at]?.subtotalCents ?? 0) - (totals.lines[at]?.discountCents ?? 0)
          expect(each.taxCents).toBe(each.taxable ? percentOf(net, percent) : 0)
        }
      }),
    )
  })
})

test('a document without lines is worth nothing', () => {
  const nothing = { subtotalCents: 0, discountCents: 0, taxCents: 0, totalCents: 0, lines: [] }
  expect(documentTotals([], { kind: 'percent', percent: '10' })).toEqual(nothing)
  expect(liveTotals([], { kind: 'fixed', cents: 100 }).problem?.code).toBe('discount_exceeds_subtotal')
})

test('an amount that cannot be held shows zeros and the reason', () => {
  const huge: LineInput = { quantity: '999999999', unitPriceCents: 9_007_199_254_740_991, taxCents: 0, taxable: false }
  const { totals, problem } = liveTotals([huge], { kind: 'none' })
  expect([totals.totalCents, totals.lines.length, problem?.code]).toEqual([0, 1, 'amount_out_of_range'])
})
