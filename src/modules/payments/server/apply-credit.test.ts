import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { adjustCredit } from './adjust-credit.ts'
import { applyCredit } from './apply-credit.ts'
import { readClientCredit } from './credit-queries.ts'
import { recordPayment } from './record-payment.ts'
import { reverseCreditApplication } from './reverse-credit-application.ts'

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

test('a deposit from before the invoice is credit until its date, and is used from that day on', async () => {
  const client = await work.client({ organization_name: 'Fir' })
  const invoice = await money.invoice(client, 1_000, { issuedOn: '2026-04-10', dueOn: '2026-05-10' })
  const early = {
    ...{ clientId: client, method: 'cash', amountCents: 400, receivedOn: '2026-04-01' },
    allocations: [{ invoiceId: invoice.id, amountCents: 400 }],
  }
  const message = `Invoice ${invoice.number} is dated 2026-04-10. Leave money that came before as client credit, and apply it on that day or later.`
  await expect(house.as.mia.execute(recordPayment, early)).rejects.toMatchObject({
    code: 'settled_before_issued',
    errors: [{ path: 'receivedOn', message }],
  })
  await house.as.mia.execute(recordPayment, { ...early, allocations: [] })
  const use = (appliedOn: string, amountCents = 400) => apply(invoice.id, amountCents, { clientId: client, appliedOn })
  await expect(use('2026-04-09')).rejects.toMatchObject({
    code: 'settled_before_issued',
    errors: [{ path: 'appliedOn', message }],
  })
  await use('2026-04-10', 300)
  const take = (adjustedOn: string) =>
    house.as.ben.execute(adjustCredit, { clientId: client, centsDelta: -100, reason: 'Back', adjustedOn })
  await expect(take('2026-03-31')).rejects.toMatchObject({ code: 'credit_before_it_came' })
  await take('2026-04-02')
  await expect(use('2026-04-11', 1)).rejects.toMatchObject({ code: 'credit_exceeded' })
  const around = [
    `INSERT INTO credit_applications (company_id, id, client_id, document_id, amount_cents, applied_on)
     SELECT company_id, gen_random_uuid(), client_id, id, 1, '2020-01-01' FROM documents WHERE id = '${invoice.id}'`,
    `WITH p AS (INSERT INTO payments (company_id, id, client_id, received_on, method, amount_cents)
       SELECT company_id, id, client_id, '2020-01-01', 'cash', 1 FROM documents WHERE id = '${invoice.id}' RETURNING company_id, id)
     INSERT INTO payment_allocations (company_id, id, payment_id, document_id, amount_cents) SELECT company_id, gen_random_uuid(), id, id, 1 FROM p`,
  ]
  for (const text of around)
    for (const role of ['app', 'owner'] as const)
      await expect(house.sql(role, text)).rejects.toMatchObject({ constraint: 'settled_before_issued' })
  await money.assertInvariants()
})

test('credit that was there, used, and given back is not there in between', async () => {
  const client = await work.client({ organization_name: 'Gum' })
  await house.as.mia.execute(recordPayment, {
    clientId: client,
    method: 'cash',
    amountCents: 500,
    receivedOn: '2026-04-01',
  })
  const [first, second] = [await money.invoice(client, 500), await money.invoice(client, 500)]
  const applied = await apply(first.id, 500, { clientId: client, appliedOn: '2026-04-05' })
  const { id: applicationId } = applied
  const undo = { clientId: client, applicationId, reversedOn: '2026-04-20' }
  await house.as.mia.execute(reverseCreditApplication, undo)
  const use = (appliedOn: string) => apply(second.id, 500, { clientId: client, appliedOn })
  for (const day of ['2026-04-04', '2026-04-10'])
    await expect(use(day)).rejects.toMatchObject({ code: 'credit_before_it_came' })
  await use('2026-04-20')
  await money.assertInvariants()
})
