import { describe, expect, test } from 'vitest'
import { dayUpTo } from '#kernel/day-between.ts'
import { Refusal } from '#kernel/refusal.ts'
import { checkCreditApplication, type PayableInvoice, planPayment } from './payment.ts'

const write = (cents: number) => `$${cents}`
const invoice = (id: string, more: Partial<PayableInvoice> = {}): PayableInvoice => ({
  id,
  number: `N-${id}`,
  clientId: 'birch',
  state: 'sent',
  balanceDueCents: 1000,
  issuedOn: '2026-03-02',
  ...more,
})
const invoices = new Map(
  [
    invoice('a'),
    invoice('b', { state: 'partially_paid', balanceDueCents: 400 }),
    invoice('reopened', { state: 'paid', balanceDueCents: 50 }),
    invoice('paid', { state: 'paid', balanceDueCents: 0 }),
    invoice('draft', { state: 'draft', number: null }),
    invoice('void', { state: 'void', balanceDueCents: 0 }),
    invoice('foreign', { clientId: 'oak' }),
    invoice('later', { issuedOn: '2026-04-01' }),
  ].map((one) => [one.id, one]),
)

function plan(amountCents: number, ...parts: [string, number][]) {
  const allocations = parts.map(([invoiceId, cents]) => ({ invoiceId, amountCents: cents }))
  return planPayment({ clientId: 'birch', receivedOn: '2026-03-10', amountCents, allocations }, invoices, write)
}

function refusalOf(act: () => unknown): { code: string; path: string | undefined; message: string } {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal)
      return { code: error.code, path: error.errors[0]?.path, message: error.errors[0]?.message ?? error.message }
    throw error
  }
  throw new Error('it was not refused')
}

describe('planPayment', () => {
  test('what the invoices do not take becomes credit', () => {
    expect(plan(1500, ['a', 1000], ['b', 400]).creditedCents).toBe(100)
    expect(plan(700, ['a', 700]).creditedCents).toBe(0)
    expect(plan(700).creditedCents).toBe(700)
    expect(plan(50, ['reopened', 50]).allocations[0]?.invoice.number).toBe('N-reopened')
  })

  test.each([
    ['more than the balance', ['b', 401], 'allocation_exceeds_balance', 'allocations.0.amountCents'],
    ['a paid invoice', ['paid', 1], 'allocation_exceeds_balance', 'allocations.0.amountCents'],
    ['a draft', ['draft', 1], 'invoice_not_payable', 'allocations.0.invoiceId'],
    ['a void invoice', ['void', 1], 'invoice_not_payable', 'allocations.0.invoiceId'],
    ['an invoice of another client', ['foreign', 1], 'invoice_of_other_client', 'allocations.0.invoiceId'],
    ['an invoice that is dated later', ['later', 1], 'settled_before_issued', 'receivedOn'],
    ['an invoice that is not there', ['nowhere', 1], 'not_found', undefined],
  ] as const)('refuses %s', (_what, [id, cents], code, path) => {
    expect(refusalOf(() => plan(5000, [id, cents]))).toMatchObject({ code, path })
  })

  test('names the invoice and what it still owes', () => {
    expect(refusalOf(() => plan(5000, ['b', 401])).message).toContain('Invoice N-b has $400 left to pay.')
  })

  test('refuses one invoice twice, and more than came in', () => {
    expect(refusalOf(() => plan(5000, ['a', 1], ['a', 1]))).toMatchObject({ path: 'allocations.1.invoiceId' })
    expect(refusalOf(() => plan(900, ['a', 600], ['b', 301]))).toMatchObject({
      code: 'allocations_exceed_payment',
      message: 'The invoices take $901, and the payment is only $900. Lower one of them.',
    })
  })
})

describe('checkCreditApplication', () => {
  const birch = { id: 'birch', creditCents: 300 }
  const apply = (amountCents: number, to: string, client = birch) =>
    checkCreditApplication({ amountCents, appliedOn: '2026-03-10' }, client, invoices.get(to) as PayableInvoice, write)

  test('takes at most the credit and at most the balance', () => {
    expect(() => apply(300, 'a')).not.toThrow()
    expect(refusalOf(() => apply(301, 'a'))).toMatchObject({ code: 'credit_exceeded', path: 'amountCents' })
    expect(refusalOf(() => apply(51, 'reopened'))).toMatchObject({ code: 'allocation_exceeds_balance' })
  })

  test('refuses drafts, void invoices and invoices of others', () => {
    expect(refusalOf(() => apply(1, 'draft'))).toMatchObject({ code: 'invoice_not_payable', path: 'invoiceId' })
    expect(refusalOf(() => apply(1, 'void'))).toMatchObject({ code: 'invoice_not_payable' })
    expect(refusalOf(() => apply(1, 'foreign'))).toMatchObject({ code: 'invoice_of_other_client' })
    const early = refusalOf(() => apply(1, 'later'))
    expect(early).toMatchObject({ code: 'settled_before_issued', path: 'appliedOn' })
    expect(early.message).toContain('Invoice N-later is dated 2026-04-01.')
  })
})

test('money is dated today or earlier', () => {
  expect(dayUpTo('2026-03-10', undefined, 'receivedOn')).toBe('2026-03-10')
  expect(dayUpTo('2026-03-10', '2026-03-10', 'receivedOn')).toBe('2026-03-10')
  expect(dayUpTo('2026-03-10', '2020-01-01', 'receivedOn')).toBe('2020-01-01')
  expect(refusalOf(() => dayUpTo('2026-03-10', '2026-03-11', 'receivedOn'))).toMatchObject({ path: 'receivedOn' })
})
