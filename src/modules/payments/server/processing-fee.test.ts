import { beforeAll, expect, test } from 'vitest'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { caller } from '#testing/money-commands/caller.ts'
import { workCast } from '#testing/work-cast.ts'
import { readPayment } from './read-payment.ts'
import { recordPayment } from './record-payment.ts'
import { refundPayment } from './refund-payment.ts'
import { reversePayment } from './reverse-payment.ts'

const house = useHouse()
const money = moneyCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await workCast(house).client({ organization_name: 'Birch' })
})

const pay = (more: object) =>
  house.as.mia.execute(recordPayment, {
    ...{ clientId, method: 'stripe', amountCents: 10_000, feeCents: 320, receivedOn: '2026-03-20' },
    ...more,
  })
const feeOf = async (paymentId: string) => {
  const [fee] = await house.sql<{ id: string }>('app', 'SELECT id FROM payment_fees WHERE payment_id = $1', [paymentId])
  return fee?.id ?? ''
}
const refusedAt = (path: string) => ({ code: 'invalid_input', errors: [{ path }] })

test('what Stripe kept is an expense of the payment’s day, in an entry of its own', async () => {
  const before = await money.balance('1050', clientId)
  const payment = await pay({ reference: 'ch_1' })
  expect(payment).toMatchObject({ amountCents: 10_000, feeCents: 320, creditedCents: 10_000 })
  expect(await money.lines('payment_fee', await feeOf(payment.id))).toEqual([
    { code: '5000', debit: 320, credit: 0, project: null },
    { code: '1050', debit: 0, credit: 320, project: null },
  ])
  expect((await money.balance('1050', clientId)) - before).toBe(9_680)
  const seen = await house.as.mia.perform(readPayment, { paymentId: payment.id })
  expect(seen.feeCents).toBe(320)
  expect(seen.entries.map((one) => [one.sourceType, one.entryDate])).toEqual([
    ['payment', '2026-03-20'],
    ['payment_fee', '2026-03-20'],
  ])
  await money.assertInvariants()
})

test('a preview shows both entries and writes neither', async () => {
  const input = { clientId, method: 'stripe', amountCents: 5_000, feeCents: 175 }
  const { entries } = await house.as.mia.preview(recordPayment, input)
  expect(entries.map((one) => one.sourceType)).toEqual(['payment', 'payment_fee'])
  const [rows] = await house.sql<{ n: number }>('app', 'SELECT count(*)::int AS n FROM payment_fees', [])
  expect(rows?.n).toBe(1)
})

test('a payment that is reversed takes its fee back; its fee alone is not undone in the journal', async () => {
  const { id } = await pay({})
  const fee = await feeOf(id)
  const [entry] = await house.sql<{ id: string }>('app', 'SELECT id FROM journal_entries WHERE source_id = $1', [fee])
  const alone = caller(house)('journal.reverse', { entryId: entry?.id ?? '' }, 'ada')
  await expect(alone).rejects.toThrow('entry_of_document')
  const reversed = await house.as.ben.execute(reversePayment, { paymentId: id, reversedOn: '2026-03-25' })
  expect(reversed).toMatchObject({ state: 'reversed', feeCents: 320 })
  expect(await money.lines('reversal', entry?.id ?? '')).toEqual([
    { code: '5000', debit: 0, credit: 320, project: null },
    { code: '1050', debit: 320, credit: 0, project: null },
  ])
  const seen = await house.as.mia.perform(readPayment, { paymentId: id })
  expect(seen.entries.map((one) => one.sourceType)).toEqual(['payment', 'payment_fee', 'payment_reversal', 'reversal'])
  await money.assertInvariants()
})

test('a refund leaves the fee: Stripe keeps it', async () => {
  const { id } = await pay({})
  await house.as.ben.execute(refundPayment, { paymentId: id, amountCents: 10_000, refundedOn: '2026-03-21' })
  const seen = await house.as.mia.perform(readPayment, { paymentId: id })
  expect(seen.entries.map((one) => one.sourceType)).toEqual(['payment', 'payment_fee', 'payment_refund'])
  await money.assertInvariants()
})

test('only Stripe keeps one, and less than all', async () => {
  await expect(pay({ method: 'check' })).rejects.toMatchObject(refusedAt('feeCents'))
  await expect(pay({ feeCents: 10_000 })).rejects.toMatchObject(refusedAt('feeCents'))
  await expect(pay({ feeCents: -1 })).rejects.toMatchObject(refusedAt('feeCents'))
})
