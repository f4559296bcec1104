import { expect, test } from 'vitest'
import { Refusal } from '#kernel/refusal.ts'
import { type Discount, documentTotals, type LineInput } from './totals.ts'

/**
 * Tricky documents, computed by another program (fractions in Python, another way to the largest remainder).
 * lines `quantity×price tTAX` ; discount ; `subtotal - discount + tax = total | each line's share of the discount`, or
 * the refusal. All amounts in cents.
 */
const golden = `
  1x10000 ; none ; 10000 - 0 + 0 = 10000 | 0
  1.5x3333 ; none ; 5000 - 0 + 0 = 5000 | 0
  0.5x1 ; none ; 1 - 0 + 0 = 1 | 0
  0.0001x5000 ; none ; 1 - 0 + 0 = 1 | 0
  0.0001x4999 ; none ; 0 - 0 + 0 = 0 | 0
  0.3333x300 + 0.3333x300 + 0.3333x300 ; none ; 300 - 0 + 0 = 300 | 0 0 0
  2.675x100 ; none ; 268 - 0 + 0 = 268 | 0
  1.005x100 ; none ; 101 - 0 + 0 = 101 | 0
  3x3333 + 0.25x1 ; none ; 9999 - 0 + 0 = 9999 | 0 0
  1x10000 t825 ; none ; 10000 - 0 + 825 = 10825 | 0
  1x10000 t825 + 1x5000 ; none ; 15000 - 0 + 825 = 15825 | 0 0
  1x10000 t825 + 1x5000 t413 ; 10% ; 15000 - 1500 + 1238 = 14738 | 1000 500
  1x100 + 1x100 + 1x100 ; 100 ; 300 - 100 + 0 = 200 | 34 33 33
  1x100 + 1x100 + 1x100 ; 101 ; 300 - 101 + 0 = 199 | 34 34 33
  1x100 + 1x100 + 1x100 ; 200 ; 300 - 200 + 0 = 100 | 67 67 66
  1x100 + 1x100 + 1x100 ; 299 ; 300 - 299 + 0 = 1 | 100 100 99
  1x100 + 1x100 + 1x100 ; 300 ; 300 - 300 + 0 = 0 | 100 100 100
  1x100 + 1x100 + 1x100 ; 301 ; discount_exceeds_subtotal
  1x1 + 1x1 + 1x1 ; 1 ; 3 - 1 + 0 = 2 | 1 0 0
  1x1 + 1x1 + 1x1 ; 50% ; 3 - 2 + 0 = 1 | 1 1 0
  1x1 + 1x2 + 1x3 ; 50% ; 6 - 3 + 0 = 3 | 1 1 1
  1x333 ; 33.333% ; 333 - 111 + 0 = 222 | 111
  1x999 + 1x1 ; 0.05% ; 1000 - 1 + 0 = 999 | 1 0
  1x999 + 1x1 ; 0.049% ; 1000 - 0 + 0 = 1000 | 0 0
  1x12345 + 1x67890 + 1x11 ; 7.125% ; 80246 - 5718 + 0 = 74528 | 880 4837 1
  1x10000 ; 0% ; 10000 - 0 + 0 = 10000 | 0
  1x10000 ; 100% ; 10000 - 10000 + 0 = 0 | 10000
  1x10000 t825 ; 100% ; 10000 - 10000 + 825 = 825 | 10000
  1x10000 + -1x2000 ; none ; 8000 - 0 + 0 = 8000 | 0 0
  1x10000 + -1x2000 ; 10% ; 8000 - 800 + 0 = 7200 | 1000 -200
  1x10000 + -1x2000 ; 8000 ; 8000 - 8000 + 0 = 0 | 10000 -2000
  1x10000 + -1x2000 ; 8001 ; discount_exceeds_subtotal
  1x10000 + 1x-2000 ; 800 ; 8000 - 800 + 0 = 7200 | 1000 -200
  1x10000 t825 + -1x2000 t-165 ; 10% ; 8000 - 800 + 660 = 7860 | 1000 -200
  1x100 + -1x33 + 1x7 ; 5 ; 74 - 5 + 0 = 69 | 7 -2 0
  1x101 + -1x50 ; 1 ; 51 - 1 + 0 = 50 | 1 0
  3x-1 + 1x10 ; 2 ; 7 - 2 + 0 = 5 | 0 2
  1x1000 + -1x1000 ; none ; 0 - 0 + 0 = 0 | 0 0
  1x1000 + -1x1000 ; 10% ; 0 - 0 + 0 = 0 | 0 0
  1x1000 + -1x1000 ; 1 ; discount_exceeds_subtotal
  1x1000 t80 + -1x1000 ; none ; 0 - 0 + 80 = 80 | 0 0
  1x1000 + -1x1001 ; none ; document_total_negative
  1x1000 + -1x1001 t5 ; none ; document_total_negative
  1x1000 t-1 ; none ; document_tax_negative
  1x1000 t10 + 1x1000 t-10 ; none ; 2000 - 0 + 0 = 2000 | 0 0
  1x1000 t10 + 1x1000 t-11 ; none ; document_tax_negative
  1x0 ; none ; 0 - 0 + 0 = 0 | 0
  0x5000 ; none ; 0 - 0 + 0 = 0 | 0
  0x5000 + 1x100 ; 50 ; 100 - 50 + 0 = 50 | 0 50
  1x0 + 1x0 ; 10% ; 0 - 0 + 0 = 0 | 0 0
  1x0 t7 ; none ; 0 - 0 + 7 = 7 | 0
  -0.5x1 + 1x1 ; none ; 0 - 0 + 0 = 0 | 0 0
  -0.5x1 + 1x2 ; none ; 1 - 0 + 0 = 1 | 0 0
  999999999.9999x1 ; none ; 1000000000 - 0 + 0 = 1000000000 | 0
  999999999.9999x99 ; none ; 99000000000 - 0 + 0 = 99000000000 | 0
  999999999.9999x100 ; none ; document_out_of_range
  1x99999999999 ; none ; 99999999999 - 0 + 0 = 99999999999 | 0
  1x100000000000 ; none ; document_out_of_range
  1x99999999999 + 1x1 ; none ; document_out_of_range
  1x99999999999 t1 ; none ; document_out_of_range
  1x99999999999 t1 ; 1 ; 99999999999 - 1 + 1 = 99999999999 | 1
  1x50000000000 + 1x49999999999 ; 50% ; 99999999999 - 50000000000 + 0 = 49999999999 | 25000000000 25000000000
  1x100000000000 + -1x100000000000 ; none ; document_out_of_range
  1x33 + 1x33 + 1x34 ; 10 ; 100 - 10 + 0 = 90 | 3 3 4
  1x7 + 1x11 + 1x13 + 1x17 ; 19 ; 48 - 19 + 0 = 29 | 3 4 5 7
  0.1x3 + 0.2x3 + 0.3x3 ; 1 ; 2 - 1 + 0 = 1 | 0 1 0
  1.3333x7500 + 2.6667x7500 ; 12.5% ; 30000 - 3750 + 0 = 26250 | 1250 2500
  7.25x8500 + 0.75x12500 + 1x4999 t412 ; 15% ; 75999 - 11400 + 412 = 65011 | 9244 1406 750
  160x12550 + -1x50000 ; 2.5% ; 1958000 - 48950 + 0 = 1909050 | 50200 -1250`

const rows = golden
  .trim()
  .split('\n')
  .map((row) => row.split(' ; ').map((cell) => cell.trim()))

test.each(rows)('%s, discount %s', (lines = '', discount = '', becomes) => {
  expect(outcome(lines.split(' + ').map(lineFrom), discountFrom(discount))).toBe(becomes)
})

test('the table is awake', () => expect(rows.length).toBeGreaterThanOrEqual(60))

function outcome(lines: LineInput[], discount: Discount): string {
  try {
    const { subtotalCents, discountCents, taxCents, totalCents, lines: each } = documentTotals(lines, discount)
    const shares = each.map((line) => line.discountCents).join(' ')
    return `${subtotalCents} - ${discountCents} + ${taxCents} = ${totalCents} | ${shares}`
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

function lineFrom(text: string): LineInput {
  const [, quantity = '', price, tax = '0'] = /^(.+)x(-?\d+)(?: t(-?\d+))?$/.exec(text) ?? []
  return { quantity, unitPriceCents: Number(price), taxCents: Number(tax), taxable: true }
}

function discountFrom(text: string): Discount {
  if (text === 'none') return { kind: 'none' }
  return text.endsWith('%') ? { kind: 'percent', percent: text.slice(0, -1) } : { kind: 'fixed', cents: Number(text) }
}
