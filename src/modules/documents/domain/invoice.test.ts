import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { depositOutstanding, depositRequested } from './deposit.ts'
import {
  balanceDue,
  displayState,
  type InvoiceState,
  invoiceStates,
  isLocked,
  isOverdue,
  nextState,
  noMoney,
  send,
  voidInvoice,
  withMoney,
} from './invoice.ts'

const draft = { state: 'draft' as InvoiceState, totalCents: 10_000, balanceDueCents: 0, lines: [1] }
const sent = { ...draft, state: 'sent' as InvoiceState, balanceDueCents: 10_000 }
const refused = (code: string) => expect.objectContaining({ code })

describe('sending', () => {
  const next = { number: '26/11/001', sentOn: '2026-11-24' }
  test('gives a number and a date, and the whole total is owed', () => {
    expect(send(draft, next)).toEqual({ ...sent, ...next })
  })
  test.each(invoiceStates.filter((state) => state !== 'draft'))('not when %s', (state) => {
    expect(() => send({ ...draft, state }, next)).toThrow(refused('invoice_not_draft'))
  })
  test('not without lines', () => {
    expect(() => send({ ...draft, lines: [] }, next)).toThrow(refused('invoice_without_lines'))
  })
  test('not over nothing', () => {
    expect(() => send({ ...draft, totalCents: 0 }, next)).toThrow(refused('invoice_total_zero'))
  })
})

describe('voiding', () => {
  test('a sent invoice owes nothing any more', () => {
    expect(voidInvoice(sent, noMoney, '2026-12-01')).toMatchObject({
      state: 'void',
      voidedOn: '2026-12-01',
      balanceDueCents: 0,
    })
  })
  test.each(invoiceStates.filter((state) => state !== 'sent'))('not when %s', (state) => {
    expect(() => voidInvoice({ ...sent, state }, noMoney, '2026-12-01')).toThrow(refused('invoice_not_voidable'))
  })
  test.each(Object.keys(noMoney))('not with %s', (kind) => {
    expect(() => voidInvoice(sent, { ...noMoney, [kind]: 1 }, '2026-12-01')).toThrow(refused('invoice_not_voidable'))
  })
})

describe('the balance', () => {
  test('is the total without what came, and with what went back', () => {
    const money = {
      allocatedCents: 5_000,
      refundedCents: 1_000,
      creditNotesCents: 2_000,
      creditApplicationsCents: 300,
      writeOffsCents: 200,
    }
    expect(balanceDue('sent', 10_000, money)).toBe(3_500)
    expect(balanceDue('draft', 10_000, noMoney)).toBe(0)
    expect(balanceDue('void', 10_000, noMoney)).toBe(0)
  })
  test('outside 0 … total is our mistake', () => {
    expect(() => balanceDue('sent', 100, { ...noMoney, allocatedCents: 101 })).toThrow('outside')
    expect(() => balanceDue('sent', 100, { ...noMoney, refundedCents: 1 })).toThrow('outside')
  })
})

describe('the state', () => {
  test.each<[InvoiceState, number, InvoiceState]>([
    ['sent', 100, 'sent'],
    ['sent', 99, 'partially_paid'],
    ['sent', 0, 'paid'],
    ['partially_paid', 100, 'partially_paid'],
    ['partially_paid', 0, 'paid'],
    ['paid', 100, 'paid'],
    ['paid', 1, 'paid'],
    ['draft', 0, 'draft'],
    ['void', 0, 'void'],
  ])('%s with %i of 100 owed is %s', (state, balance, becomes) => expect(nextState(state, balance, 100)).toBe(becomes))

  test('never goes back, however money comes and goes', () => {
    const order = ['sent', 'partially_paid', 'paid']
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2 }), (allocations) => {
        let invoice = sent
        for (const allocatedCents of allocations) {
          const after = withMoney(invoice, { ...noMoney, allocatedCents })
          expect(after.balanceDueCents).toBe(10_000 - allocatedCents)
          expect(order.indexOf(after.state)).toBeGreaterThanOrEqual(order.indexOf(invoice.state))
          invoice = after
        }
      }),
    )
  })
})

test('locked', () => {
  expect(invoiceStates.map((state) => isLocked(state))).toEqual([false, true, true, true, true])
  expect(isLocked('draft', true)).toBe(true)
})

test('overdue is owed and past the due date', () => {
  expect(isOverdue('2026-11-23', 1, '2026-11-24')).toBe(true)
  expect(isOverdue('2026-11-24', 1, '2026-11-24')).toBe(false)
  expect(isOverdue('2026-11-23', 0, '2026-11-24')).toBe(false)
  expect(isOverdue(null, 1, '2026-11-24')).toBe(false)
})

test.each([
  ['draft', 100, '2026-11-01', 'draft'],
  ['void', 0, '2026-11-01', 'void'],
  ['sent', 100, '2026-11-30', 'sent'],
  ['sent', 100, '2026-11-01', 'overdue'],
  ['partially_paid', 50, '2026-11-01', 'overdue'],
  ['partially_paid', 50, null, 'partially_paid'],
  ['paid', 0, '2026-11-01', 'paid'],
  ['paid', 50, '2026-11-30', 'reopened'],
  ['paid', 50, '2026-11-01', 'overdue'],
] as const)('%s, %i owed, due %s shows as %s', (state, balanceDueCents, dueDate, shown) => {
  expect(displayState({ state, balanceDueCents, dueDate }, '2026-11-24')).toBe(shown)
})

test('the deposit', () => {
  expect(depositRequested({ kind: 'none' }, 100)).toBe(0)
  expect(depositRequested({ kind: 'percent', percent: '33.333' }, 1_000)).toBe(333)
  expect(depositRequested({ kind: 'percent', percent: '50' }, 101)).toBe(51)
  expect(depositRequested({ kind: 'fixed', cents: 100 }, 100)).toBe(100)
  expect(() => depositRequested({ kind: 'fixed', cents: 101 }, 100)).toThrow(refused('deposit_exceeds_total'))
  expect([depositOutstanding(100, 30), depositOutstanding(100, 130)]).toEqual([70, 0])
})
