import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sumCents } from '#kernel/money.ts'
import { suggestAllocation, unallocatedCents } from './allocation.ts'

const invoice = (id: string, dueOn: string | null, balanceDueCents: number) => ({ id, dueOn, balanceDueCents })
const march = invoice('march', '2026-03-31', 500)
const april = invoice('april', '2026-04-30', 300)
const undated = invoice('undated', null, 200)
const paid = invoice('paid', '2026-01-01', 0)

describe('suggestAllocation', () => {
  const cases = `
    amount  becomes
         0
       100  march:100
       500  march:500
       600  march:500 april:100
       900  march:500 april:300 undated:100
      5000  march:500 april:300 undated:200`
  const rows = cases
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.trim().split(/\s+/))
  test.each(rows)('%s goes to the invoice that is due first', (amount, ...parts) => {
    const suggested = suggestAllocation([undated, april, paid, march], Number(amount))
    expect(suggested.map((one) => `${one.invoiceId}:${one.amountCents}`)).toEqual(parts)
  })

  test('the invoice that it was recorded from comes first', () => {
    const suggested = suggestAllocation([march, april], 400, 'april')
    expect(suggested).toEqual([
      { invoiceId: 'april', amountCents: 300 },
      { invoiceId: 'march', amountCents: 100 },
    ])
  })

  test('never gives more than came in, nor an invoice more than it owes, and leaves nothing while something is owed', () => {
    const balances = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 12 })
    fc.assert(
      fc.property(balances, fc.integer({ min: 0, max: 20_000_000 }), (owed, amount) => {
        const invoices = owed.map((cents, at) =>
          invoice(String(at), `2026-01-${String(at + 1).padStart(2, '0')}`, cents),
        )
        const suggested = suggestAllocation(invoices, amount)
        for (const one of suggested) {
          expect(one.amountCents).toBeGreaterThan(0)
          expect(one.amountCents).toBeLessThanOrEqual(invoices[Number(one.invoiceId)]?.balanceDueCents ?? 0)
        }
        expect(sumCents(suggested.map((one) => one.amountCents))).toBe(Math.min(amount, sumCents(owed)))
        expect(unallocatedCents(amount, suggested)).toBe(Math.max(0, amount - sumCents(owed)))
      }),
    )
  })
})
