import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { aPage } from '#testing/a-page.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { applyCredit } from './apply-credit.ts'
import { readClientCredit } from './credit-queries.ts'
import { listPayments } from './payment-queries.ts'
import { readPayment } from './read-payment.ts'
import { recordPayment } from './record-payment.ts'
import { reversePayment } from './reverse-payment.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
})

const pay = (amountCents: number, parts: [string, number][]) =>
  house.as.mia.execute(recordPayment, {
    clientId,
    method: 'check',
    amountCents,
    receivedOn: '2026-03-20',
    allocations: parts.map(([invoiceId, cents]) => ({ invoiceId, amountCents: cents })),
  })
const reverse = (paymentId: string, more: object = {}) =>
  house.as.ben.execute(reversePayment, { paymentId, reversedOn: '2026-03-25', reason: 'The check bounced', ...more })

test('balances open again, states stay, credit is taken back, the books get the exact opposite', async () => {
  const [a, b] = [await money.invoice(clientId, 1_000), await money.invoice(clientId, 2_000)]
  const payment = await pay(1_800, [
    [a.id, 1_000],
    [b.id, 500],
  ])
  expect(await money.credit(clientId)).toBe(300)
  const answer = await reverse(payment.id)
  expect(answer).toMatchObject({
    id: payment.id,
    state: 'reversed',
    reversal: { reversedOn: '2026-03-25', reason: 'The check bounced' },
  })
  expect([await money.standing(a.id), await money.standing(b.id)]).toEqual(['paid 1000', 'partially_paid 2000'])
  expect(await money.credit(clientId)).toBe(0)
  const undone = await money.lines('payment_reversal', answer.reversal?.id ?? '')
  const done = await money.lines('payment', payment.id)
  expect(undone).toEqual(done.map(({ debit, credit, ...line }) => ({ ...line, debit: credit, credit: debit })))
  const seen = await house.as.mia.perform(readPayment, { paymentId: payment.id })
  expect(seen.entries.map((entry) => entry.sourceType)).toEqual(['payment', 'payment_reversal'])
  const listed = aPage(await house.as.mia.perform(listPayments, { invoiceId: a.id }))
  expect(listed.items).toMatchObject([{ id: payment.id, state: 'reversed' }])
  const credit = await house.as.mia.perform(readClientCredit, { clientId })
  expect(credit.items.map((entry) => [entry.kind, entry.centsDelta])).toEqual([
    ['payment_reversal', -300],
    ['overpayment', 300],
  ])
  await pay(1_000, [[a.id, 1_000]])
  expect(await money.standing(a.id)).toBe('paid 0')
  await money.assertBooks()
})

test('once, not before the payment, not when its credit is used', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  const payment = await pay(400, [])
  await expect(reverse(payment.id, { reversedOn: '2026-03-19' })).rejects.toMatchObject({
    errors: [{ path: 'reversedOn' }],
  })
  await expect(reverse(payment.id, { reversedOn: '2099-01-01' })).rejects.toMatchObject({
    errors: [{ path: 'reversedOn' }],
  })
  await house.as.mia.execute(applyCredit, { clientId, invoiceId: invoice.id, amountCents: 1 })
  await expect(reverse(payment.id)).rejects.toMatchObject({ code: 'payment_credit_used' })
  await pay(1, [])
  const tries = await Promise.allSettled([reverse(payment.id), reverse(payment.id), reverse(payment.id)])
  expect(tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))).toEqual([
    'payment_reversed_once',
    'payment_reversed_once',
  ])
  await expect(reverse(newId())).rejects.toMatchObject({ code: 'not_found' })
  await expect(house.as.olga.execute(reversePayment, { paymentId: payment.id })).rejects.toMatchObject({
    code: 'not_found',
  })
  await money.assertBooks()
})

test('a payment, an allocation, a reversal and credit never change: by SQL, as the application and as the owner', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  const payment = await pay(1_500, [[invoice.id, 500]])
  await house.as.mia.execute(applyCredit, { clientId, invoiceId: invoice.id, amountCents: 100 })
  await reverse((await pay(1, [])).id)
  const attempts = {
    payments: [
      'amount_cents = 1',
      "received_on = '2020-01-01'",
      "reference = 'x'",
      "state = 'failed'",
      "client_id = client_id, method = 'cash'",
    ],
    payment_allocations: ['amount_cents = 1', 'document_id = payment_id'],
    payment_reversals: ["reason = 'x'"],
    client_credit_entries: ['cents_delta = 1'],
    credit_applications: ['amount_cents = 1'],
  }
  const kept = () => house.sql('app', 'SELECT to_jsonb(p) AS row FROM payments p ORDER BY id')
  const before = await kept()
  for (const role of ['app', 'owner'] as const) {
    for (const [table, sets] of Object.entries(attempts)) {
      const texts = [
        ...sets.map((set) => `UPDATE ${table} SET ${set}`),
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]
      for (const text of texts) {
        await expect(house.sql(role, text), `${role}: ${text}`).rejects.toThrow(
          /do not change|append-only|permission denied/,
        )
      }
    }
  }
  expect(await kept()).toEqual(before)
  expect(payment.state).toBe('succeeded')
})
