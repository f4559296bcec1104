import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { cast } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { createInvoice } from './create-invoice.ts'
import { explainInvoice } from './explain-invoice.ts'
import { sendInvoice } from './send-invoice.ts'
import { loadInvoicesForUpdate, type MoneyMove, settleInvoice } from './settle-invoice.ts'
import { invoiceNumbers } from './store.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await work.client()
})

async function sent(cents = 1_000) {
  const draft = await house.as.mia.execute(createInvoice, {
    ...{ clientId, issuedOn: '2026-11-02' },
    lines: [{ name: 'Design', unitPriceCents: cents }],
  })
  return house.as.mia.execute(sendInvoice, { invoiceId: draft.id, email: null })
}

/** A move without its source: what the code refuses never comes as far as the database. */
const settle = (invoiceId: string, move: MoneyMove) =>
  house.as.mia.scope(async (scope) => {
    const [invoice] = await loadInvoicesForUpdate(scope, [invoiceId])
    return invoice && settleInvoice(scope, invoice, move)
  })

test('money moves the balance and the state, never back', async () => {
  const { id, number } = await sent()
  expect((await money.previewPay(clientId, id, 400)).balances).toContainEqual({
    ...{ label: number, kind: 'invoice', id, beforeCents: 1_000, afterCents: 600 },
  })
  const payment = await money.pay(clientId, id, 400)
  expect(await money.standing(id)).toBe('partially_paid 600')
  await money.applyNewCredit(clientId, id, 600)
  expect(await money.standing(id)).toBe('paid 0')
  await money.refund(payment.id, 400)
  expect(await money.standing(id)).toBe('paid 400')
  const [row] = await house.sql('app', 'SELECT paid_at IS NOT NULL AS paid, revision FROM documents WHERE id = $1', [
    id,
  ])
  expect(row).toEqual({ paid: true, revision: 5 })
})

test('not more than is due, not below zero, not on a draft', async () => {
  const { id } = await sent()
  await expect(settle(id, { allocatedDelta: 1_001 })).rejects.toMatchObject({ code: 'balance_exceeded' })
  await expect(settle(id, { creditDelta: -1 })).rejects.toMatchObject({ code: 'balance_exceeded' })
  const draft = await house.as.mia.execute(createInvoice, { clientId, lines: [] })
  await expect(settle(draft.id, { allocatedDelta: 1 })).rejects.toMatchObject({ code: 'invoice_not_sent' })
  await expect(settle(newId(), { allocatedDelta: 1 })).rejects.toMatchObject({ code: 'not_found' })
})

test('invoices are locked in the order of their ids, and foreign ones are not found', async () => {
  const ids = [(await sent()).id, (await sent()).id, (await sent()).id]
  const locked = await house.as.mia.scope((scope) => loadInvoicesForUpdate(scope, [...ids].reverse()))
  expect(locked.map((invoice) => invoice.id)).toEqual([...ids].sort())
  await expect(house.as.olga.scope((scope) => loadInvoicesForUpdate(scope, ids))).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await house.as.olga.scope((scope) => invoiceNumbers(scope, ids))).size).toBe(0)
  expect((await house.as.mia.scope((scope) => invoiceNumbers(scope, ids))).size).toBe(3)
})

test('twenty payments at once on one invoice take exactly what is due', { timeout: 60_000 }, async () => {
  const { id } = await sent(1_000)
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => money.pay(clientId, id, 100)))
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(10)
  expect(await money.standing(id)).toBe('paid 0')
})

test('explain: the money, the entries, who and which request; stored and computed agree', async () => {
  const { id } = await sent(1_000)
  const explained = () => house.as.mia.perform(explainInvoice, { invoiceId: id })
  expect(await explained()).toMatchObject({ agrees: true, storedBalanceCents: 1_000, payments: [] })
  const payment = await money.pay(clientId, id, 700, { receivedOn: '2026-11-20' })
  await money.refund(payment.id, 200)
  await money.applyNewCredit(clientId, id, 100)
  const { entries, ...sums } = await explained()
  expect(sums).toMatchObject({
    agrees: true,
    storedBalanceCents: 400,
    computedBalanceCents: 400,
    totalCents: 1_000,
    paymentsCents: 500,
    creditApplicationsCents: 100,
    payments: [{ paymentId: payment.id, receivedOn: '2026-11-20', amountCents: 700, refundedCents: 200 }],
  })
  expect(entries.map(({ sourceType }) => sourceType)).toEqual([
    ...['invoice', 'payment', 'payment_refund', 'credit_application'],
  ])
  expect(entries[0]).toMatchObject({
    actorName: cast.mia.name,
    requestId: 'test-mia',
    lines: [
      { accountCode: '1100', debitCents: 1_000, creditCents: 0 },
      { accountCode: '4000', debitCents: 0, creditCents: 1_000 },
    ],
  })
  const rest = await money.pay(clientId, id, 400)
  await money.reverse(rest.id)
  expect(await explained()).toMatchObject({ agrees: true, paymentsCents: 500, storedBalanceCents: 400 })
  await expect(house.as.olga.perform(explainInvoice, { invoiceId: id })).rejects.toMatchObject({ code: 'not_found' })
})
