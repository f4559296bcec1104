import { beforeAll, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { aPage } from '#testing/a-page.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import * as contract from '../contract.ts'
import { applyCredit } from './apply-credit.ts'
import { readClientCredit } from './credit-queries.ts'
import { listPayments } from './payment-queries.ts'
import { readPayment } from './read-payment.ts'
import { recordPayment } from './record-payment.ts'
import { refundPayment } from './refund-payment.ts'
import { reversePayment } from './reverse-payment.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''
beforeAll(() => house.app())
beforeEach(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
})

const pay = (amountCents: number, parts: [string, number][], method = 'check') =>
  house.as.mia.execute(recordPayment, {
    clientId,
    method,
    amountCents,
    receivedOn: '2026-03-20',
    allocations: parts.map(([invoiceId, cents]) => ({ invoiceId, amountCents: cents })),
  })
const refund = (paymentId: string, amountCents: number, more: object = {}) =>
  house.as.ben.execute(refundPayment, { paymentId, amountCents, refundedOn: '2026-03-25', reason: 'Returned', ...more })
const clean = () => money.assertInvariants()
const row = async (paymentId: string) =>
  (await house.sql<{ row: object }>('app', 'SELECT to_jsonb(p) AS row FROM payments p WHERE id = $1', [paymentId]))[0]
    ?.row

test('pain 7: a refund adds a record, and changes only refunded_cents on the payment', async () => {
  const project = await work.project(clientId)
  const [a, b] = [await money.invoice(clientId, 1_000), await money.invoice(clientId, 2_000, { projectId: project })]
  const payment = await pay(3_300, [
    [a.id, 1_000],
    [b.id, 2_000],
  ])
  const before = await row(payment.id)
  const answer = await refund(payment.id, 1_500, { reference: 'Wire 7' })
  expect(answer).toMatchObject({
    state: 'succeeded',
    creditCents: 300,
    invoices: [{ id: b.id, number: b.number, amountCents: 1_200 }],
  })
  expect(await money.lines('payment_refund', answer.id)).toEqual([
    { code: '1100', debit: 1_200, credit: 0, project },
    { code: '2200', debit: 300, credit: 0, project: null },
    { code: '1000', debit: 0, credit: 1_500, project: null },
  ])
  // the balance is open again, the state is not
  expect([await money.standing(a.id), await money.standing(b.id)]).toEqual(['paid 0', 'paid 1200'])
  expect(await money.credit(clientId)).toBe(0)
  expect(await row(payment.id)).toEqual({ ...before, refunded_cents: 1_500 })
  const seen = await house.as.mia.perform(readPayment, { paymentId: payment.id })
  expect(seen.refunds).toEqual([answer])
  expect(seen.allocations.map((one) => one.refundedCents)).toEqual([0, 1_200])
  expect(seen.entries.map((entry) => entry.sourceType)).toEqual(['payment', 'payment_refund'])
  const rest = await refund(payment.id, 1_800)
  expect(rest.invoices.map((one) => [one.id, one.amountCents])).toEqual([
    [b.id, 800],
    [a.id, 1_000],
  ])
  await expect(refund(payment.id, 1)).rejects.toMatchObject({
    code: 'refund_exceeds_payment',
    errors: [{ path: 'amountCents' }],
  })
  expect([await money.standing(a.id), await money.standing(b.id)]).toEqual(['paid 1000', 'paid 2000'])
  await pay(1_000, [[a.id, 1_000]])
  expect(await money.standing(a.id)).toBe('paid 0')
  await clean()
})

test('the caller chooses where it comes from, credit of other origin included; Stripe money goes back to Stripe', async () => {
  const [a, b] = [await money.invoice(clientId, 1_000), await money.invoice(clientId, 2_000)]
  const payment = await pay(
    3_000,
    [
      [a.id, 1_000],
      [b.id, 2_000],
    ],
    'stripe',
  )
  await pay(500, [])
  const sources = { creditCents: 500, invoices: [{ invoiceId: a.id, amountCents: 100 }] }
  const answer = await refund(payment.id, 600, { sources })
  expect(await money.lines('payment_refund', answer.id)).toMatchObject([
    { code: '1100', debit: 100 },
    { code: '2200', debit: 500 },
    { code: '1050', credit: 600 },
  ])
  expect(await money.credit(clientId)).toBe(0)
  expect(await money.standing(a.id)).toBe('paid 100')
  await expect(refund(payment.id, 600, { sources })).rejects.toMatchObject({ code: 'credit_exceeded' })
  const other = await money.invoice(clientId, 50)
  const strange = { creditCents: 0, invoices: [{ invoiceId: other.id, amountCents: 1 }] }
  await expect(refund(payment.id, 1, { sources: strange })).rejects.toMatchObject({ code: 'not_found' })
  await expect(refund(payment.id, 2, { sources: { creditCents: 1 } })).rejects.toMatchObject({
    code: 'refund_sources_differ',
  })
  const credit = await house.as.mia.perform(readClientCredit, { clientId })
  expect(credit.items[0]).toMatchObject({ kind: 'refund', centsDelta: -500, paymentId: payment.id, reason: 'Returned' })
  await clean()
})

test('refused: used credit, a reversed payment, days that cannot be, a manager; and no reversal after a refund', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  const payment = await pay(400, [])
  await house.as.mia.execute(applyCredit, { clientId, invoiceId: invoice.id, amountCents: 300 })
  await expect(refund(payment.id, 101)).rejects.toMatchObject({ code: 'refund_credit_used' })
  await expect(refund(payment.id, 1, { refundedOn: '2026-03-19' })).rejects.toMatchObject({
    errors: [{ path: 'refundedOn' }],
  })
  await expect(refund(payment.id, 1, { refundedOn: '2099-01-01' })).rejects.toMatchObject({
    errors: [{ path: 'refundedOn' }],
  })
  await expect(house.as.mia.execute(refundPayment, { paymentId: payment.id, amountCents: 1 })).rejects.toMatchObject({
    code: 'not_allowed',
  })
  await expect(house.as.olga.execute(refundPayment, { paymentId: payment.id, amountCents: 1 })).rejects.toMatchObject({
    code: 'not_found',
  })
  await refund(payment.id, 100)
  await expect(house.as.ben.execute(reversePayment, { paymentId: payment.id })).rejects.toMatchObject({
    code: 'payment_refunded',
  })
  const undone = await pay(70, [])
  await house.as.ben.execute(reversePayment, { paymentId: undone.id })
  await expect(refund(undone.id, 1)).rejects.toMatchObject({ code: 'payment_not_refundable' })
  await clean()
})

test('lists tell by how a payment stands', async () => {
  const [whole, part, plain, undone] = [await pay(100, []), await pay(200, []), await pay(300, []), await pay(400, [])]
  await refund(whole.id, 100)
  await refund(part.id, 50)
  await house.as.ben.execute(reversePayment, { paymentId: undone.id })
  const found = async (standing: string) =>
    aPage(await house.as.mia.perform(listPayments, { clientId, standing })).items.map((one) => one.id)
  expect(await found('received')).toEqual([plain.id])
  expect(await found('partly_refunded')).toEqual([part.id])
  expect(await found('refunded,reversed')).toEqual([undone.id, whole.id])
})

test('a preview shows entry and balances and keeps nothing; over HTTP a key is needed', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  const payment = await pay(1_000, [[invoice.id, 1_000]])
  const input = { paymentId: payment.id, amountCents: 400 }
  const seen = await house.as.ben.preview(refundPayment, input)
  expect(seen.entries[0]?.lines.map((line) => [line.accountCode, line.debitCents, line.creditCents])).toEqual([
    ['1100', 400, 0],
    ['1000', 0, 400],
  ])
  expect(seen.balances).toMatchObject([{ kind: 'invoice', beforeCents: 0, afterCents: 400 }])
  expect(await money.standing(invoice.id)).toBe('paid 0')
  const twice = await Promise.all(
    Array.from({ length: 50 }, () =>
      house.as.ben.execute(refundPayment, input, { idempotencyKey: `refund-${payment.id}` }),
    ),
  )
  for (const one of twice) expect(one).toEqual(twice[0])
  expect(await money.standing(invoice.id)).toBe('paid 400')
  const answer = await house.as.ben.http.call(contract.refundPayment, input, { idempotencyKey: newId() })
  expect([answer.statusCode, answer.json().amountCents]).toEqual([201, 400])
  await clean()
})

test('sixteen refunds and reversals at once: never beyond the payment', async () => {
  const invoice = await money.invoice(clientId, 1_000)
  const payment = await pay(1_500, [[invoice.id, 1_000]])
  const tries = await Promise.allSettled(
    Array.from({ length: 16 }, (_, n) =>
      n % 5 === 4 ? house.as.ben.execute(reversePayment, { paymentId: payment.id }) : refund(payment.id, 200),
    ),
  )
  const codes = new Set(tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : [])))
  for (const code of codes) {
    expect([
      'refund_exceeds_payment',
      'refund_credit_used',
      'payment_refunded',
      'payment_not_refundable',
      'payment_reversed_once',
    ]).toContain(code)
  }
  const done = tries.filter((one) => one.status === 'fulfilled').length
  expect([1, 7]).toContain(done)
  await clean()
})

test('pain 20: refunds are never changed or deleted, and the database refuses one beyond its payment', async () => {
  const [invoice, other] = [await money.invoice(clientId, 1_000), await money.invoice(clientId, 1_000)]
  const payment = await pay(1_000, [[invoice.id, 700]])
  const stranger = await pay(1_000, [[other.id, 500]])
  const done = await refund(payment.id, 600)
  for (const role of ['app', 'owner'] as const) {
    for (const text of [
      'UPDATE payment_refunds SET amount_cents = 1',
      "UPDATE payment_refunds SET state = 'failed'",
      'UPDATE payment_refund_parts SET amount_cents = 1',
      'UPDATE payments SET refunded_cents = 0',
      'UPDATE payment_allocations SET refunded_cents = 0',
      ...['payment_refunds', 'payment_refund_parts'].flatMap((table) => [
        `DELETE FROM ${table}`,
        `TRUNCATE ${table} CASCADE`,
      ]),
    ]) {
      await expect(house.sql(role, text), `${role}: ${text}`).rejects.toThrow(
        /do not change|append-only|permission denied/,
      )
    }
  }
  const plain = (of: string, cents: number, parts: [string | null, number][], day = '2026-03-25') =>
    house.sql(
      'owner',
      `WITH r AS (INSERT INTO payment_refunds (company_id, id, payment_id, refunded_on, amount_cents, state)
         SELECT company_id, $1, id, $4::date, $3, 'succeeded' FROM payments WHERE id = $2)
       INSERT INTO payment_refund_parts (company_id, id, refund_id, allocation_id, amount_cents)
       SELECT p.company_id, gen_random_uuid(), $1, (SELECT a.id FROM payment_allocations a WHERE a.document_id::text = t ->> 0), (t ->> 1)::bigint
       FROM payments p, jsonb_array_elements($5::jsonb) t WHERE p.id = $2`,
      [newId(), of, cents, day, JSON.stringify(parts)],
    )
  await expect(plain(payment.id, 500, [[invoice.id, 500]])).rejects.toThrow(/refunds exceed payment/)
  await expect(plain(payment.id, 401, [[invoice.id, 401]])).rejects.toThrow(/refunds exceed payment/)
  await expect(plain(payment.id, 400, [[invoice.id, 300]])).rejects.toThrow(/do not make it up/)
  await expect(plain(payment.id, 100, [[other.id, 100]])).rejects.toThrow(/do not make it up/)
  await expect(plain(stranger.id, 600, [[other.id, 600]])).rejects.toThrow(/refunds exceed payment/)
  await expect(plain(payment.id, 100, [[invoice.id, 100]], '2026-03-01')).rejects.toThrow(/cannot be refunded/)
  const late = `INSERT INTO payment_refund_parts (company_id, id, refund_id, amount_cents) SELECT company_id, $1, id, 1 FROM payment_refunds WHERE id = $2`
  await expect(house.sql('owner', late, [newId(), done.id])).rejects.toThrow(
    /payment_refund_parts_once|do not make it up/,
  )
  const reversal = `INSERT INTO payment_reversals (company_id, id, payment_id, reversed_on) SELECT company_id, $1, id, '2026-03-26' FROM payments WHERE id = $2`
  await expect(house.sql('owner', reversal, [newId(), payment.id])).rejects.toThrow(/was refunded/)
  await clean()
})
