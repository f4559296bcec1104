import { beforeAll, describe, expect, test } from 'vitest'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { payablesCast } from '#testing/payables-cast.ts'
import { payBill, payBills } from './pay-bills.ts'
import { listBillPayments, readBillPayment } from './payment-queries.ts'
import { readBill } from './read-bill.ts'
import { reverseBillPayment } from './reverse-bill-payment.ts'
import { readVendorOverview } from './vendor-queries.ts'
import { voidBill } from './void-bill.ts'

const house = useHouse()
const payables = payablesCast(house)
const money = moneyCast(house)
let vendorId = ''

beforeAll(async () => {
  vendorId = await payables.vendor('Birch Supplies')
})

const count = async (text: string, values: unknown[]) =>
  (await house.sql<{ n: number }>('app', `SELECT count(*)::int AS n FROM ${text}`, values))[0]?.n

describe('paying', () => {
  test('a part, then the rest: state, balance and books follow, and the preview says it before', async () => {
    const bill = await payables.posted(vendorId, 1_000, { number: 'P-1' })
    const part = { billId: bill.id, amountCents: 400, paidOn: '2026-03-10', reference: 'check 12' }
    const preview = await house.as.ben.preview(payBill, part)
    const payment = await house.as.ben.execute(payBill, part)
    expect(payment).toMatchObject({
      amountCents: 400,
      accountCode: '1000',
      state: 'paid',
      vendorName: 'Birch Supplies',
    })
    expect(await money.lines('bill_payment', payment.id)).toEqual([
      { code: '2000', debit: 400, credit: 0, project: null },
      { code: '1000', debit: 0, credit: 400, project: null },
    ])
    expect(preview.entries[0]).toMatchObject({ memo: 'Payment of bill P-1 to Birch Supplies, check 12' })
    expect(preview.balances).toMatchObject([{ kind: 'bill', beforeCents: 1_000, afterCents: 600 }])
    expect(await payables.standing(bill.id)).toBe('partially_paid 600')
    await house.as.ben.execute(payBill, { billId: bill.id, amountCents: 600 })
    expect(await payables.standing(bill.id)).toBe('paid 0')
    const read = await house.as.ben.perform(readBill, { billId: bill.id })
    expect(read.payments.map((one) => one.amountCents)).toEqual([400, 600])
    expect(read.paidAt).not.toBeNull()
  })

  test('several bills at once, from another account', async () => {
    const one = await payables.posted(vendorId, 1_000)
    const two = await payables.posted(vendorId, 2_000)
    const accountId = await payables.account('3000')
    const payment = await house.as.ben.execute(payBills, {
      vendorId,
      accountId,
      allocations: [
        { billId: one.id, amountCents: 1_000 },
        { billId: two.id, amountCents: 500 },
      ],
    })
    expect(payment).toMatchObject({ amountCents: 1_500, accountName: "Owner's Equity", bills: [{}, {}] })
    expect(await money.lines('bill_payment', payment.id)).toEqual([
      { code: '2000', debit: 1_000, credit: 0, project: null },
      { code: '2000', debit: 500, credit: 0, project: null },
      { code: '3000', debit: 0, credit: 1_500, project: null },
    ])
    expect([await payables.standing(one.id), await payables.standing(two.id)]).toEqual([
      'paid 0',
      'partially_paid 1500',
    ])
    const listed = await house.as.ben.perform(listBillPayments, { billId: two.id })
    expect(listed.items).toEqual([payment])
  })

  test('refuses too much, drafts, void ones, other vendors, accounts that documents control, and days that do not fit', async () => {
    const bill = await payables.posted(vendorId, 1_000)
    const pay = (input: object) => house.as.ben.execute(payBill, { billId: bill.id, amountCents: 100, ...input })
    await expect(pay({ amountCents: 1_001 })).rejects.toMatchObject({
      code: 'bill_payment_exceeds_balance',
      errors: [{ path: 'amountCents', message: 'Bill without a number has $10.00 left to pay. Pay at most that.' }],
    })
    for (const code of ['1100', '2000', '2300', '3900', '6000'])
      await expect(pay({ accountId: await payables.account(code) })).rejects.toMatchObject({
        code: 'account_not_paying',
      })
    await expect(pay({ paidOn: '2026-03-01' })).rejects.toMatchObject({ errors: [{ path: 'paidOn' }] })
    await expect(pay({ paidOn: '2199-01-01' })).rejects.toMatchObject({ errors: [{ path: 'paidOn' }] })
    const draft = await payables.draft(vendorId, 100)
    await expect(pay({ billId: draft.id })).rejects.toMatchObject({ code: 'bill_not_posted' })
    const other = await payables.posted(await payables.vendor('Other'), 100)
    const both = [bill.id, other.id].map((billId) => ({ billId, amountCents: 50 }))
    await expect(house.as.ben.execute(payBills, { vendorId, allocations: both })).rejects.toMatchObject({
      code: 'bill_of_other_vendor',
    })
    const twice = [bill.id, bill.id].map((billId) => ({ billId, amountCents: 50 }))
    await expect(house.as.ben.execute(payBills, { vendorId, allocations: twice })).rejects.toMatchObject({
      errors: [expect.objectContaining({ path: 'allocations.1.billId' })],
    })
    expect(await payables.standing(bill.id)).toBe('posted 1000')
  })
})

describe('a reversal', () => {
  test('opens the bills again, once, and then the bill can be voided', async () => {
    const bill = await payables.posted(vendorId, 1_000)
    const payment = await house.as.ben.execute(payBill, { billId: bill.id, amountCents: 1_000, paidOn: '2026-03-10' })
    const undo = { billPaymentId: payment.id, reversedOn: '2026-03-12', reason: 'Returned by the bank' }
    await expect(house.as.ben.execute(reverseBillPayment, { ...undo, reversedOn: '2026-03-09' })).rejects.toMatchObject(
      { errors: [expect.objectContaining({ path: 'reversedOn' })] },
    )
    const reversed = await house.as.ben.execute(reverseBillPayment, undo)
    expect(reversed).toMatchObject({ state: 'reversed', reversal: { reversedOn: '2026-03-12' } })
    expect(await money.lines('bill_payment_reversal', reversed.reversal?.id ?? '')).toEqual([
      { code: '2000', debit: 0, credit: 1_000, project: null },
      { code: '1000', debit: 1_000, credit: 0, project: null },
    ])
    expect(await payables.standing(bill.id)).toBe('paid 1000')
    await expect(house.as.ben.execute(reverseBillPayment, undo)).rejects.toMatchObject({
      code: 'bill_payment_reversed_once',
    })
    const read = await house.as.ben.perform(readBillPayment, { billPaymentId: payment.id })
    expect(read.entries.map((entry) => entry.sourceType)).toEqual(['bill_payment', 'bill_payment_reversal'])
    await expect(house.as.ben.execute(voidBill, { billId: bill.id, voidedOn: '2026-03-11' })).rejects.toMatchObject({
      errors: [expect.objectContaining({ path: 'voidedOn' })],
    })
    await house.as.ben.execute(voidBill, { billId: bill.id, voidedOn: '2026-03-12' })
    expect(await payables.standing(bill.id)).toBe('void 0')
    for (const text of ['UPDATE bill_payment_reversals SET reason = NULL', 'DELETE FROM bill_payment_reversals'])
      await expect(house.sql('owner', text)).rejects.toMatchObject({ constraint: 'bill_payment_immutable' })
  })
})

describe('at once', () => {
  test('pain 5: one key fifty times is one payment, one entry, one answer', async () => {
    const bill = await payables.posted(vendorId, 30_000)
    const input = { billId: bill.id, amountCents: 10_000 }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => house.as.ben.execute(payBill, input, { idempotencyKey: 'double-click' })),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(await payables.standing(bill.id)).toBe('partially_paid 20000')
    expect(await count('bill_payment_allocations WHERE bill_id = $1', [bill.id])).toBe(1)
    expect(await count("journal_entries WHERE source_type = 'bill_payment' AND source_id = $1", [answers[0]?.id])).toBe(
      1,
    )
    const other = { ...input, amountCents: 10_001 }
    await expect(house.as.ben.execute(payBill, other, { idempotencyKey: 'double-click' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
  })

  test('thirty-two pay one bill and never overpay it', async () => {
    const bill = await payables.posted(vendorId, 1_000)
    const tries = await Promise.allSettled(
      Array.from({ length: 32 }, () => house.as.ben.execute(payBill, { billId: bill.id, amountCents: 300 })),
    )
    const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
    expect(refusals).toEqual(Array(29).fill('bill_payment_exceeds_balance'))
    expect(await payables.standing(bill.id)).toBe('partially_paid 100')
  })

  test('many payments over the same bills in any order come one after the other', async () => {
    const [a, b] = [await payables.posted(vendorId, 5_000), await payables.posted(vendorId, 5_000)]
    const pair = [a.id, b.id].map((billId) => ({ billId, amountCents: 250 }))
    const acts = Array.from({ length: 16 }, (_, n) =>
      house.as.ben.execute(payBills, { vendorId, allocations: n % 2 ? pair : pair.toReversed() }),
    )
    await Promise.all(acts)
    expect([await payables.standing(a.id), await payables.standing(b.id)]).toEqual(Array(2).fill('partially_paid 1000'))
  })
})

test('after all that the books agree with the bills, and so does the vendor', async () => {
  const { books, bills } = await payables.owed()
  expect(books).toBe(bills)
  const overview = await house.as.ben.perform(readVendorOverview, { vendorId })
  expect(overview.owedCents).toBe(bills - 100)
  await assertInvariants(house)
})
