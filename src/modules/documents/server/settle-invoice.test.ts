import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { createInvoice } from './create-invoice.ts'
import { explainInvoice } from './explain-invoice.ts'
import { sendInvoice } from './send-invoice.ts'
import { loadInvoicesForUpdate, type MoneyMove, settleInvoice } from './settle-invoice.ts'
import { invoiceNumbers } from './store.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await work.client()
  // What the code decides is the subject here; that the database wants its source for it is the guards suite's.
  await house.sql('owner', 'ALTER TABLE documents DISABLE TRIGGER guard_invoice_balance')
  await house.sql('owner', 'ALTER TABLE payment_allocations DISABLE TRIGGER USER')
})

async function sent(cents = 1_000) {
  const draft = await house.as.mia.execute(createInvoice, {
    clientId,
    lines: [{ name: 'Design', unitPriceCents: cents }],
  })
  return house.as.mia.execute(sendInvoice, { invoiceId: draft.id, email: null })
}

const settle = (invoiceId: string, move: MoneyMove) =>
  house.as.mia.scope(async (scope) => {
    const [invoice] = await loadInvoicesForUpdate(scope, [invoiceId])
    const settled = invoice && (await settleInvoice(scope, invoice, move))
    return { state: settled?.state, due: settled?.balanceDueCents, balances: scope.record.balances }
  })

test('money moves the balance and the state, never back', async () => {
  const { id, number } = await sent()
  expect(await settle(id, { allocatedDelta: 400 })).toEqual({
    state: 'partially_paid',
    due: 600,
    balances: [{ label: number, kind: 'invoice', id, beforeCents: 1_000, afterCents: 600 }],
  })
  expect(await settle(id, { creditDelta: 600 })).toMatchObject({ state: 'paid', due: 0 })
  expect(await settle(id, { allocatedDelta: -400 })).toMatchObject({ state: 'paid', due: 400 })
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

test('twenty payments at once on one invoice take exactly what is due', async () => {
  const { id } = await sent(1_000)
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => settle(id, { allocatedDelta: 100 })))
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(10)
  expect(
    await house.sql('app', 'SELECT state, balance_due_cents::int AS due FROM documents WHERE id = $1', [id]),
  ).toEqual([{ state: 'paid', due: 0 }])
})

test('explain: the money, the entries, who and which request; stored and computed agree', async () => {
  const { id } = await sent(1_000)
  const payment = newId()
  const into = (table: string, row: object) =>
    house.sql(
      'owner',
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map((_name, at) => `$${at + 1}`)})`,
      Object.values(row),
    )
  const company_id = companies.maple.id
  await into('payments', {
    company_id,
    id: payment,
    client_id: clientId,
    received_on: '2026-11-20',
    method: 'check',
    amount_cents: 700,
  })
  await into('payment_allocations', {
    company_id,
    id: newId(),
    payment_id: payment,
    document_id: id,
    amount_cents: 700,
    refunded_cents: 200,
  })
  await into('credit_applications', {
    company_id,
    id: newId(),
    client_id: clientId,
    document_id: id,
    amount_cents: 100,
    applied_on: '2026-11-21',
  })
  const explained = () => house.as.mia.perform(explainInvoice, { invoiceId: id })
  expect(await explained()).toMatchObject({ agrees: false, storedBalanceCents: 1_000, computedBalanceCents: 400 })
  await settle(id, { allocatedDelta: 500 })
  await settle(id, { creditDelta: 100 })
  expect(await explained()).toMatchObject({
    agrees: true,
    totalCents: 1_000,
    paymentsCents: 500,
    creditApplicationsCents: 100,
    payments: [{ paymentId: payment, receivedOn: '2026-11-20', amountCents: 700, refundedCents: 200 }],
    entries: [
      {
        sourceType: 'invoice',
        actorName: cast.mia.name,
        requestId: 'test-mia',
        lines: [
          { accountCode: '1100', debitCents: 1_000, creditCents: 0 },
          { accountCode: '4000', debitCents: 0, creditCents: 1_000 },
        ],
      },
    ],
  })
  await into('payment_reversals', { company_id, id: newId(), payment_id: payment, reversed_on: '2026-11-22' })
  expect(await explained()).toMatchObject({ agrees: false, paymentsCents: 0, computedBalanceCents: 900 })
  await settle(id, { allocatedDelta: -500 })
  expect(await explained()).toMatchObject({ agrees: true, storedBalanceCents: 900 })
  await expect(house.as.olga.perform(explainInvoice, { invoiceId: id })).rejects.toMatchObject({ code: 'not_found' })
})
