import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { applyCredit } from './apply-credit.ts'
import { readClientCredit } from './credit-queries.ts'
import { recordPayment } from './record-payment.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
let clientId = ''

beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch' })
})

const deposit = (amountCents: number, client = clientId) =>
  house.as.mia.execute(recordPayment, { clientId: client, method: 'cash', amountCents, receivedOn: '2026-03-20' })
const apply = (invoiceId: string, amountCents: number, more: object = {}) =>
  house.as.mia.execute(applyCredit, { clientId, invoiceId, amountCents, appliedOn: '2026-03-22', ...more })

test('pain 6: applying C moves credit ledger, balance due and journal by exactly C', async () => {
  await deposit(5_000)
  const project = await work.project(clientId)
  const invoice = await money.invoice(clientId, 8_000, { projectId: project })
  const before = { owed: await money.balance('1100', clientId), kept: await money.balance('2200', clientId) }
  const applied = await apply(invoice.id, 3_000)
  expect(applied).toMatchObject({ invoiceNumber: invoice.number, amountCents: 3_000, appliedOn: '2026-03-22' })
  expect(await money.credit(clientId)).toBe(2_000)
  expect(await money.standing(invoice.id)).toBe('partially_paid 5000')
  expect(await money.lines('credit_application', applied.id)).toEqual([
    { code: '2200', debit: 3_000, credit: 0, project: null },
    { code: '1100', debit: 0, credit: 3_000, project },
  ])
  expect(await money.balance('1100', clientId)).toBe(before.owed - 3_000)
  expect(await money.balance('2200', clientId)).toBe(before.kept + 3_000)
  await money.assertBooks()
})

test('a preview shows the entry and both balances, and keeps nothing', async () => {
  const invoice = await money.invoice(clientId, 1_500)
  const credit = await money.credit(clientId)
  const seen = await house.as.mia.preview(applyCredit, { clientId, invoiceId: invoice.id, amountCents: 1_500 })
  expect(seen.entries).toHaveLength(1)
  expect(seen.balances).toEqual([
    { label: invoice.number, kind: 'invoice', id: invoice.id, beforeCents: 1_500, afterCents: 0 },
    { label: 'Credit of Birch', kind: 'credit', id: clientId, beforeCents: credit, afterCents: credit - 1_500 },
  ])
  expect(await money.credit(clientId)).toBe(credit)
})

test('at most the credit, at most the balance, only open invoices of this client', async () => {
  const rich = await work.client({ organization_name: 'Cedar' })
  await deposit(50_000, rich)
  const [small, large] = [await money.invoice(clientId, 100), await money.invoice(clientId, 90_000)]
  const other = await money.invoice(rich, 100)
  const draft = await money.draft(clientId, 100)
  await expect(apply(small.id, 101)).rejects.toMatchObject({ code: 'allocation_exceeds_balance' })
  await expect(apply(large.id, 80_000)).rejects.toMatchObject({
    code: 'credit_exceeded',
    errors: [{ path: 'amountCents', message: 'The client has $20.00 of credit. Use at most that.' }],
  })
  await expect(apply(other.id, 1)).rejects.toMatchObject({ code: 'invoice_of_other_client' })
  await expect(apply(draft.id, 1)).rejects.toMatchObject({ code: 'invoice_not_payable' })
  await expect(apply(newId(), 1)).rejects.toMatchObject({ code: 'not_found' })
  await expect(apply(small.id, 1, { appliedOn: '2099-01-01' })).rejects.toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'appliedOn' }],
  })
  const input = { clientId, invoiceId: small.id, amountCents: 1 }
  await expect(house.as.olga.execute(applyCredit, input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(house.as.cy.execute(applyCredit, input)).rejects.toMatchObject({ code: 'not_allowed' })
})

test('the credit ledger: newest first, with the credit after each entry, a page at a time', async () => {
  const client = await work.client({ organization_name: 'Elm' })
  const invoice = await money.invoice(client, 1_000)
  for (const cents of [100, 250, 50]) await deposit(cents, client)
  await apply(invoice.id, 300, { clientId: client })
  const whole = await house.as.mia.perform(readClientCredit, { clientId: client })
  expect(whole).toMatchObject({ clientName: 'Elm', creditCents: 100, nextCursor: null })
  expect(whole.items.map((one) => [one.kind, one.centsDelta, one.creditAfterCents])).toEqual([
    ['application', -300, 100],
    ['overpayment', 50, 400],
    ['overpayment', 250, 350],
    ['overpayment', 100, 100],
  ])
  expect(whole.items[0]?.invoice).toEqual({ id: invoice.id, number: invoice.number })
  expect(whole.items[1]?.invoice).toBeNull()
  const first = await house.as.mia.perform(readClientCredit, { clientId: client, limit: 3 })
  const rest = await house.as.mia.perform(readClientCredit, { clientId: client, limit: 3, cursor: first.nextCursor })
  expect([...first.items, ...rest.items]).toEqual(whole.items)
  await expect(house.as.olga.perform(readClientCredit, { clientId: client })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(house.as.cy.perform(readClientCredit, { clientId: client })).rejects.toMatchObject({
    code: 'not_allowed',
  })
})
