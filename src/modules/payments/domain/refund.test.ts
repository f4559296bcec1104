import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { planRefund, type RefundFacts, refundableCents, standingOf, suggestSources, unusedCredit } from './refund.ts'

const write = (cents: number) => `$${cents / 100}`
/** $100.00: $60.00 to invoice a, then $30.00 to invoice b, $10.00 left over. */
const facts: RefundFacts = {
  amountCents: 10_000,
  refundedCents: 0,
  allocations: [
    { invoiceId: 'a', amountCents: 6_000, refundedCents: 0 },
    { invoiceId: 'b', amountCents: 3_000, refundedCents: 0 },
  ],
  clientCreditCents: 1_000,
}

describe('default sources: unused credit first, then what was paid, newest first', () => {
  test.each([
    ['less than the credit', 400, facts, 400, []],
    ['into the newest', 2_500, facts, 1_000, [['b', 1_500]]],
    [
      'all',
      10_000,
      facts,
      1_000,
      [
        ['b', 3_000],
        ['a', 6_000],
      ],
    ],
    ['credit partly used elsewhere', 2_500, { ...facts, clientCreditCents: 300 }, 300, [['b', 2_200]]],
    ['credit from elsewhere is not touched', 2_500, { ...facts, clientCreditCents: 90_000 }, 1_000, [['b', 1_500]]],
  ] as const)('%s', (_name, amountCents, of, creditCents, invoices) => {
    const sources = { creditCents, invoices: invoices.map(([invoiceId, part]) => ({ invoiceId, amountCents: part })) }
    expect(planRefund(of, { amountCents }, write)).toEqual(sources)
  })

  test('the next refund goes on where the last one ended', () => {
    const after = {
      ...facts,
      refundedCents: 2_500,
      allocations: [facts.allocations[0], { invoiceId: 'b', amountCents: 3_000, refundedCents: 1_500 }],
      clientCreditCents: 0,
    } as RefundFacts
    expect(unusedCredit(after)).toBe(0)
    expect(suggestSources(after, 2_000).invoices).toEqual([
      { invoiceId: 'b', amountCents: 1_500 },
      { invoiceId: 'a', amountCents: 500 },
    ])
  })
})

test('suggested sources make up any amount that can go back, and take nothing beyond what is there', () => {
  const part = fc.nat(5_000)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(part, part), { maxLength: 5 }),
      part,
      part,
      part,
      fc.nat(30_000),
      (paid, over, back, credit, ask) => {
        const allocations = paid.map(([amount, refund], at) => ({
          ...{ invoiceId: String(at), amountCents: amount + 1 },
          refundedCents: Math.min(refund, amount + 1),
        }))
        const total = (of: 'amountCents' | 'refundedCents') => allocations.reduce((sum, one) => sum + one[of], 0)
        const of = {
          ...{ allocations, clientCreditCents: credit, amountCents: total('amountCents') + over + 1 },
          refundedCents: total('refundedCents') + Math.min(back, over + 1),
        }
        const amountCents = Math.min(ask, refundableCents(of))
        const { creditCents, invoices } = suggestSources(of, amountCents)
        expect(creditCents + invoices.reduce((sum, one) => sum + one.amountCents, 0)).toBe(amountCents)
        expect(creditCents).toBeLessThanOrEqual(credit)
        for (const { invoiceId, amountCents: taken } of invoices) {
          const one = allocations[Number(invoiceId)]
          expect(taken).toBeLessThanOrEqual((one?.amountCents ?? 0) - (one?.refundedCents ?? 0))
        }
      },
    ),
  )
})

describe('refused', () => {
  const choose = (creditCents: number, ...invoices: [string, number][]) => ({
    creditCents,
    invoices: invoices.map(([invoiceId, amountCents]) => ({ invoiceId, amountCents })),
  })
  test.each([
    ['more than the payment', 10_001, undefined, 'refund_exceeds_payment'],
    ['sources that come to less', 500, choose(400), 'refund_sources_differ'],
    ['more credit than the client has', 2_000, choose(2_000), 'credit_exceeded'],
    ['more than the invoice got', 3_001, choose(0, ['b', 3_001]), 'invalid_input'],
    ['an invoice that it did not pay', 1, choose(0, ['c', 1]), 'not_found'],
    ['an invoice twice', 2, choose(0, ['b', 1], ['b', 1]), 'not_found'],
  ] as const)('%s', (_name, amountCents, sources, code) => {
    expect(() => planRefund(facts, { amountCents, sources }, write)).toThrow(expect.objectContaining({ code }))
  })

  test('more than is still there, when its credit was used', () => {
    expect(() => planRefund({ ...facts, clientCreditCents: 0 }, { amountCents: 9_001 }, write)).toThrow(
      expect.objectContaining({
        code: 'refund_credit_used',
        errors: [{ path: 'amountCents', message: 'At most $90 can go back.' }],
      }),
    )
  })

  test('credit from elsewhere may be chosen', () => {
    expect(
      planRefund({ ...facts, clientCreditCents: 8_000 }, { amountCents: 8_000, sources: choose(8_000) }, write),
    ).toEqual(choose(8_000))
  })
})

test('how a payment stands follows from what was refunded', () => {
  const of = (state: 'pending' | 'succeeded' | 'reversed', refundedCents: number) =>
    standingOf({ state, refundedCents, amountCents: 2 })
  expect([of('pending', 0), of('succeeded', 0), of('succeeded', 1), of('succeeded', 2), of('reversed', 0)]).toEqual([
    'pending',
    'received',
    'partly_refunded',
    'refunded',
    'reversed',
  ])
})
