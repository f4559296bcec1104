import { beforeAll, describe, expect, test } from 'vitest'
import { voidInvoice } from '#modules/documents/server/index.ts'
import { aPage } from '#testing/a-page.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { readReceipt as readReceiptEndpoint } from '../contract.ts'
import { failPayment } from './fail-payment.ts'
import { listPayments } from './payment-queries.ts'
import { readPayment } from './read-payment.ts'
import { recordPayment } from './record-payment.ts'
import { refundPayment } from './refund-payment.ts'
import { reversePayment } from './reverse-payment.ts'
import { settlePayment } from './settle-payment.ts'

const house = useHouse()
const money = moneyCast(house)
const work = workCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
})

const awaitMoney = (amountCents: number, parts: [string, number][], more: object = {}) =>
  house.as.mia.execute(recordPayment, {
    ...{ clientId, method: 'ach', amountCents, receivedOn: '2026-03-20', pending: true },
    allocations: parts.map(([invoiceId, cents]) => ({ invoiceId, amountCents: cents })),
    ...more,
  })
const settle = (paymentId: string, more: object = {}) =>
  house.as.mia.execute(settlePayment, { paymentId, receivedOn: '2026-03-24', ...more })
const fail = (paymentId: string, more: object = {}) =>
  house.as.mia.execute(failPayment, { paymentId, reason: 'Returned by the bank', failedOn: '2026-03-24', ...more })
const refused = (code: string, path?: string) => ({ code, ...(path ? { errors: [{ path }] } : {}) })

describe('money on its way', () => {
  test('moves nothing, and is kept with what it is meant for', async () => {
    const invoice = await money.invoice(clientId, 10_000)
    const payment = await awaitMoney(12_000, [[invoice.id, 10_000]])
    expect(payment).toMatchObject({
      ...{ state: 'pending', announcedOn: '2026-03-20', creditedCents: 0, allocations: [], failure: null },
      meantFor: [{ invoiceId: invoice.id, invoiceNumber: invoice.number, amountCents: 10_000 }],
    })
    expect([await money.standing(invoice.id), await money.credit(clientId)]).toEqual(['sent 10000', 0])
    const seen = await house.as.mia.perform(readPayment, { paymentId: payment.id })
    expect(seen).toMatchObject({ ...payment, entries: [] })
    const listed = async (asked: object) =>
      aPage(await house.as.mia.perform(listPayments, asked)).items.filter(({ id }) => id === payment.id)
    const row = { state: 'pending', creditedCents: 0, invoices: [{ id: invoice.id, amountCents: 10_000 }] }
    expect(await listed({ standing: 'pending' })).toMatchObject([row])
    expect(await listed({ invoiceId: invoice.id })).toMatchObject([row])
    expect(await listed({ standing: 'received,failed' })).toEqual([])
    await money.assertInvariants()
  })

  test('cash, a fee and a receipt do not wait', async () => {
    await expect(awaitMoney(100, [], { method: 'cash' })).rejects.toMatchObject(refused('invalid_input', 'pending'))
    const fee = { method: 'stripe', feeCents: 5 }
    await expect(awaitMoney(100, [], fee)).rejects.toMatchObject(refused('invalid_input', 'feeCents'))
    const receipt = { receiptTo: 'pay@birch.test' }
    await expect(awaitMoney(100, [], receipt)).rejects.toMatchObject(refused('invalid_input', 'receiptTo'))
  })

  test('is not refunded, not reversed, and has no receipt', async () => {
    const { id: paymentId } = await awaitMoney(500, [])
    await expect(house.as.ben.execute(refundPayment, { paymentId, amountCents: 1 })).rejects.toMatchObject(
      refused('payment_not_refundable'),
    )
    await expect(house.as.ben.execute(reversePayment, { paymentId })).rejects.toMatchObject(
      refused('payment_not_reversible'),
    )
    const receipt = await house.as.mia.http.call(readReceiptEndpoint, { paymentId })
    expect([receipt.statusCode, receipt.json().type]).toEqual([409, '/problems/receipt_unpaid'])
  })
})

describe('money that arrives', () => {
  test('does what a payment recorded on that day does, to the line', async () => {
    const [here, later] = [await money.invoice(clientId, 8_000), await money.invoice(clientId, 8_000)]
    const receivedOn = '2026-03-24'
    const at = { pending: false, receivedOn, method: 'stripe', feeCents: 290 }
    const recorded = await awaitMoney(9_000, [[here.id, 8_000]], at)
    const awaited = await awaitMoney(9_000, [[later.id, 8_000]], { method: 'stripe' })
    const before = await money.credit(clientId)
    const shown = await house.as.mia.preview(settlePayment, { paymentId: awaited.id, receivedOn, feeCents: 290 })
    const arrived = await settle(awaited.id, { feeCents: 290 })
    expect(shown.answer).toMatchObject({ state: 'succeeded', creditedCents: 1_000 })
    expect(shown.entries.map((one) => one.sourceType)).toEqual(['payment', 'payment_fee'])
    expect(arrived).toMatchObject({ ...{ state: 'succeeded', receivedOn, announcedOn: '2026-03-20' }, meantFor: [] })
    expect(await money.lines('payment', arrived.id)).toEqual(await money.lines('payment', recorded.id))
    expect([await money.standing(later.id), (await money.credit(clientId)) - before]).toEqual(['paid 0', 1_000])
    const facts = await house.sql('app', 'SELECT 1 FROM payment_fees WHERE payment_id = $1', [arrived.id])
    expect(facts).toHaveLength(1)
    await money.assertInvariants()
  })

  test('goes where it was meant to as far as that is owed; the rest is credit', async () => {
    const client = await work.client({ organization_name: 'Cedar' })
    const [a, b, gone] = [
      await money.invoice(client, 1_000),
      await money.invoice(client, 1_000),
      await money.invoice(client, 1_000),
    ]
    const parts: [string, number][] = [a, b, gone].map(({ id }) => [id, 1_000])
    const { id } = await awaitMoney(3_000, parts, { clientId: client })
    await money.pay(client, a.id, 400)
    await money.pay(client, b.id, 1_000)
    await house.as.ada.execute(voidInvoice, { invoiceId: gone.id })
    const arrived = await settle(id)
    expect(arrived).toMatchObject({ creditedCents: 2_400, allocations: [{ invoiceId: a.id, amountCents: 600 }] })
    expect([await money.standing(a.id), await money.credit(client)]).toEqual(['paid 0', 2_400])
    await money.assertInvariants()
  })

  test('pays other invoices where somebody says so, at most what they owe', async () => {
    const [meant, other] = [await money.invoice(clientId, 700), await money.invoice(clientId, 700)]
    const { id } = await awaitMoney(700, [[meant.id, 700]])
    const to = (amountCents: number) => ({ allocations: [{ invoiceId: other.id, amountCents }] })
    await expect(settle(id, to(701))).rejects.toMatchObject(refused('allocation_exceeds_balance'))
    await settle(id, to(700))
    expect([await money.standing(meant.id), await money.standing(other.id)]).toEqual(['sent 700', 'paid 0'])
    await money.assertInvariants()
  })

  test('not before it was sent, not ahead, not into locked books', async () => {
    const { id } = await awaitMoney(300, [])
    await expect(settle(id, { receivedOn: '2026-03-19' })).rejects.toMatchObject(refused('invalid_input', 'receivedOn'))
    await expect(settle(id, { receivedOn: '2199-01-01' })).rejects.toMatchObject(refused('invalid_input', 'receivedOn'))
    await expect(fail(id, { failedOn: '2026-03-19' })).rejects.toMatchObject(refused('invalid_input', 'failedOn'))
  })

  test('may be reversed then, like any other', async () => {
    const invoice = await money.invoice(clientId, 900)
    const { id } = await awaitMoney(900, [[invoice.id, 900]])
    await settle(id)
    await house.as.ben.execute(reversePayment, { paymentId: id, reversedOn: '2026-03-25' })
    expect(await money.standing(invoice.id)).toBe('paid 900')
    await money.assertInvariants()
  })
})

describe('once', () => {
  test('money that failed stays failed, with its reason, and moved nothing', async () => {
    const invoice = await money.invoice(clientId, 600)
    const { id } = await awaitMoney(600, [[invoice.id, 600]])
    const { entries } = await house.as.mia.preview(failPayment, { paymentId: id, reason: 'Returned' })
    expect(entries).toEqual([])
    const failed = await fail(id)
    expect(failed).toMatchObject({
      ...{ state: 'failed', creditedCents: 0, meantFor: [{ invoiceId: invoice.id }] },
      failure: { failedOn: '2026-03-24', reason: 'Returned by the bank' },
    })
    await expect(settle(id)).rejects.toMatchObject(refused('payment_not_pending'))
    await expect(fail(id)).rejects.toMatchObject(refused('payment_not_pending'))
    expect(await money.standing(invoice.id)).toBe('sent 600')
    await money.assertInvariants()
  })

  test('pain 8: told five times at once that it arrived, and that it failed, it is one or the other, once', async () => {
    const invoice = await money.invoice(clientId, 4_000)
    const { id } = await awaitMoney(4_000, [[invoice.id, 4_000]])
    const told = [settle(id), fail(id), settle(id), fail(id), settle(id), fail(id), settle(id), fail(id)]
    const outcomes = await Promise.allSettled(told)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason.code).toBe('payment_not_pending')
    const { state } = await house.as.mia.perform(readPayment, { paymentId: id })
    const entries = await money.lines('payment', id)
    expect([entries.length, await money.standing(invoice.id)]).toEqual(
      state === 'succeeded' ? [2, 'paid 0'] : [0, 'sent 4000'],
    )
    await money.assertInvariants()
  })

  test('by SQL as well: nothing else changes, and nothing a second time', async () => {
    const invoice = await money.invoice(clientId, 200)
    const { id } = await awaitMoney(200, [[invoice.id, 200]])
    const by = (text: string) => house.sql('app', text, [id])
    const rule = (constraint: string) => ({ constraint })
    await expect(by('UPDATE payments SET amount_cents = 1 WHERE id = $1')).rejects.toMatchObject(
      rule('payment_immutable'),
    )
    await expect(by("UPDATE payments SET state = 'failed' WHERE id = $1")).rejects.toMatchObject(
      rule('payments_failed'),
    )
    await expect(
      by(`INSERT INTO payment_allocations (company_id, id, payment_id, document_id, amount_cents)
          SELECT company_id, gen_random_uuid(), payment_id, document_id, 1 FROM intended_allocations WHERE payment_id = $1`),
    ).rejects.toMatchObject(rule('payment_not_arrived'))
    await settle(id)
    const back = "UPDATE payments SET state = 'pending' WHERE id = $1"
    await expect(by(back)).rejects.toMatchObject(rule('payment_immutable'))
    await expect(by('DELETE FROM intended_allocations WHERE payment_id = $1')).rejects.toMatchObject(
      rule('payment_immutable'),
    )
  })
})
