import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invoiceEntryLines } from './invoice-entry.ts'
import { documentTotals } from './totals.ts'

test('one line per account, less the share of the discount', () => {
  const line = (incomeAccountId: string | null, subtotalCents: number, discountCents: number) => ({
    incomeAccountId,
    subtotalCents,
    discountCents,
  })
  const lines = [line(null, 1_000, 100), line('advice', 500, 50), line(null, -200, -20)]
  expect(invoiceEntryLines(lines, { totalCents: 1_270, taxCents: 100 })).toEqual([
    { account: 'accounts_receivable', debitCents: 1_270 },
    { account: 'revenue', creditCents: 720 },
    { account: { accountId: 'advice' }, creditCents: 450 },
    { account: 'sales_tax_payable', creditCents: 100 },
  ])
})

test('it balances whatever the lines and the discount are', () => {
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 9_999 }).map((n) => `${n}.25`),
    unitPriceCents: fc.integer({ min: 0, max: 100_000 }),
    taxCents: fc.integer({ min: 0, max: 9_999 }),
    taxable: fc.boolean(),
    incomeAccountId: fc.constantFrom(null, 'a', 'b'),
  })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), fc.integer({ min: 0, max: 100 }), (lines, percent) => {
      const totals = documentTotals(lines, { kind: 'percent', percent: String(percent) })
      const posted = totals.lines.map((sums, at) => ({ ...sums, incomeAccountId: lines[at]?.incomeAccountId ?? null }))
      const net = invoiceEntryLines(posted, totals).map((one) =>
        'debitCents' in one ? one.debitCents : -one.creditCents,
      )
      expect(net.reduce((sum, cents) => sum + cents, 0)).toBe(0)
    }),
  )
})
