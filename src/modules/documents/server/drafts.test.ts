import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { provisionCompany } from '#modules/companies/server/index.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { createInvoice } from './create-invoice.ts'
import { deleteInvoice } from './delete-invoice.ts'
import { duplicateInvoice } from './duplicate-invoice.ts'
import { readInvoice } from './read-invoice.ts'
import { sendInvoice } from './send-invoice.ts'
import { updateInvoice } from './update-invoice.ts'

const house = useHouse()
const work = workCast(house)
const now = '2026-11-15T03:00:00.000000Z'
let clientId = ''

beforeAll(async () => {
  await house.as.ada.scope(provisionCompany)
  clientId = await work.client({
    address_line1: '77 Pier Avenue',
    city: 'Portland',
    region: 'ME',
    postal_code: '04101',
    country: 'US',
  })
})

const line = { name: 'Design', quantity: '1.5', unitPriceCents: 14_000 }
const draft = (more: object = {}) => house.as.mia.execute(createInvoice, { clientId, lines: [line], ...more }, { now })

describe('a new draft', () => {
  test('is dated today in the zone of the company, due after its days or those of the client', async () => {
    expect(await draft()).toMatchObject({ issuedOn: '2026-11-14', dueOn: '2026-12-14' })
    const prompt = await work.client({ payment_terms_days: 7 })
    expect(await draft({ clientId: prompt })).toMatchObject({ issuedOn: '2026-11-14', dueOn: '2026-11-21' })
    expect(await draft({ issuedOn: '2026-01-31', dueOn: '2026-02-01' })).toMatchObject({ dueOn: '2026-02-01' })
  })

  test('copies the texts of the template unless others are said', async () => {
    await house.sql(
      'owner',
      "UPDATE document_templates SET notes = 'Thank you', terms = 'Net 30' WHERE document_type = 'invoice'",
    )
    expect(await draft()).toMatchObject({ notes: 'Thank you', terms: 'Net 30', header: null })
    expect(await draft({ notes: null, terms: 'Now' })).toMatchObject({ notes: null, terms: 'Now' })
  })

  test('has totals to the cent, the discount spread, the deposit computed', async () => {
    const lines = [
      { ...line, taxCents: 100, taxPercent: '8.25', taxable: true },
      { name: 'B', quantity: '3', unitPriceCents: 333 },
    ]
    const made = await draft({
      lines,
      discount: { kind: 'percent', percent: '10' },
      deposit: { kind: 'percent', percent: '50' },
    })
    expect(made).toMatchObject({
      subtotalCents: 21_999,
      discountCents: 2_200,
      taxCents: 100,
      totalCents: 19_899,
      depositCents: 9_950,
    })
    expect(made.lines.map((one) => one.discountCents)).toEqual([2_100, 100])
    expect(made.lines[0]).toMatchObject({ taxPercent: '8.25', quantity: '1.5', totalCents: 19_000 })
    const read = await house.as.mia.perform(readInvoice, { invoiceId: made.id })
    expect(read).toMatchObject({ ...made, updatedAt: read.updatedAt, createdAt: read.createdAt })
  })

  test('takes the income account of its catalog item, and only income', async () => {
    const [income, cash] = [
      newId(),
      (await house.sql<{ id: string }>('app', "SELECT id FROM accounts WHERE code = '1000'"))[0]?.id,
    ]
    await house.sql(
      'owner',
      "INSERT INTO accounts (company_id, id, code, name, type) VALUES ($1, $2, '4200', 'Advice', 'income')",
      [companies.maple.id, income],
    )
    const item = await work.item({ income_account_id: income })
    expect((await draft({ lines: [{ ...line, catalogItemId: item }] })).lines[0]).toMatchObject({
      incomeAccountId: income,
    })
    await expect(draft({ lines: [{ ...line, incomeAccountId: cash }] })).rejects.toMatchObject({
      code: 'account_not_income',
    })
  })

  test('may be of the id that the caller chose, once', async () => {
    const id = newId()
    expect((await draft({ id })).id).toBe(id)
    await expect(draft({ id })).rejects.toMatchObject({ code: 'id_taken' })
  })

  test('refuses what cannot be', async () => {
    const other = await work.project(await work.client())
    await expect(draft({ projectId: other })).rejects.toMatchObject({ errors: [{ path: 'projectId' }] })
    await expect(draft({ projectId: newId() })).rejects.toMatchObject({ code: 'not_found' })
    await expect(draft({ clientId: newId() })).rejects.toMatchObject({ code: 'not_found' })
    await expect(draft({ lines: [{ ...line, catalogItemId: newId() }] })).rejects.toMatchObject({ code: 'not_found' })
    await expect(draft({ issuedOn: '2026-02-02', dueOn: '2026-02-01' })).rejects.toMatchObject({
      errors: [{ path: 'dueOn' }],
    })
    await expect(draft({ discount: { kind: 'fixed', cents: 99_999 } })).rejects.toMatchObject({
      code: 'discount_exceeds_subtotal',
    })
    await expect(draft({ deposit: { kind: 'fixed', cents: 21_001 } })).rejects.toMatchObject({
      code: 'deposit_exceeds_total',
    })
    await expect(draft({ lines: [{ ...line, unitPriceCents: -1 }] })).rejects.toMatchObject({
      code: 'document_total_negative',
    })
    const id = newId()
    await expect(
      draft({
        lines: [
          { ...line, id },
          { ...line, id },
        ],
      }),
    ).rejects.toMatchObject({ errors: [{ path: 'lines' }] })
    await expect(house.as.cy.execute(createInvoice, { clientId })).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(house.as.olga.execute(createInvoice, { clientId })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('changing a draft', () => {
  test('keeps what is not said, replaces lines whole, keeps their ids', async () => {
    const made = await draft({ notes: 'Hello', lines: [line, { name: 'B', unitPriceCents: 100 }] })
    const [first] = made.lines
    const changed = await house.as.mia.execute(updateInvoice, {
      invoiceId: made.id,
      lines: [{ id: first?.id, name: 'A', unitPriceCents: 500 }],
    })
    expect(changed).toMatchObject({
      notes: 'Hello',
      totalCents: 500,
      revision: 2,
      lines: [{ id: first?.id, name: 'A' }],
    })
    expect(changed.lines).toHaveLength(1)
    expect(await house.as.mia.execute(updateInvoice, { invoiceId: made.id, notes: null })).toMatchObject({
      notes: null,
      totalCents: 500,
    })
  })

  test('two people editing: the second sees what is there now', async () => {
    const made = await draft()
    const change = (notes: string) =>
      house.as.mia.execute(updateInvoice, { invoiceId: made.id, notes }, { expectedRevision: 1 })
    await change('first')
    await expect(change('second')).rejects.toMatchObject({
      code: 'stale_revision',
      status: 412,
      current: { notes: 'first', revision: 2 },
    })
  })

  test('of another company, or deleted: not found', async () => {
    const { id: invoiceId } = await draft()
    for (const operation of [updateInvoice, deleteInvoice, duplicateInvoice]) {
      await expect(house.as.olga.execute(operation as typeof updateInvoice, { invoiceId })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    await expect(house.as.olga.perform(readInvoice, { invoiceId })).rejects.toMatchObject({ code: 'not_found' })
    await house.as.mia.execute(deleteInvoice, { invoiceId })
    await expect(house.as.mia.perform(readInvoice, { invoiceId })).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('pain 13: dates are the same after ten saves under any zone', async () => {
  const made = await draft({ issuedOn: '2026-03-08', dueOn: '2026-03-29' })
  for (const zone of [
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
    'America/New_York',
    'Asia/Kathmandu',
    'Europe/London',
  ]) {
    await house.sql('owner', 'UPDATE companies SET time_zone = $1', [zone])
    for (const notes of ['a', 'b']) await house.as.mia.execute(updateInvoice, { invoiceId: made.id, notes })
  }
  await house.sql('owner', "UPDATE companies SET time_zone = 'America/New_York'")
  expect(await house.as.mia.perform(readInvoice, { invoiceId: made.id })).toMatchObject({
    issuedOn: '2026-03-08',
    dueOn: '2026-03-29',
  })
})

test('a copy says the same, is dated today and is a draft', async () => {
  const made = await draft({
    issuedOn: '2026-01-05',
    discount: { kind: 'fixed', cents: 1_000 },
    internalNote: 'secret',
  })
  await house.as.mia.execute(sendInvoice, { invoiceId: made.id, email: null })
  const copy = await house.as.mia.execute(duplicateInvoice, { invoiceId: made.id }, { now })
  expect(copy).toMatchObject({
    state: 'draft',
    number: null,
    issuedOn: '2026-11-14',
    dueOn: '2026-12-14',
    totalCents: 20_000,
    internalNote: null,
  })
  expect(copy.lines[0]?.id).not.toBe(made.lines[0]?.id)
})

test('the screen has addresses, project and counts beside it', async () => {
  const projectId = await work.project(clientId, { name: 'Website', number: 'P-7' })
  const { id: invoiceId } = await draft({ projectId })
  expect(await house.as.mia.perform(readInvoice, { invoiceId })).toMatchObject({
    currency: 'USD',
    company: { name: 'Maple Studio', addressLines: ['12 Main Street', 'Albany, NY 12207'] },
    client: { name: 'Harbor & Finch', addressLines: ['77 Pier Avenue', 'Portland, ME 04101'] },
    project: { id: projectId, number: 'P-7', name: 'Website' },
    deliveries: [],
    deliveryState: null,
    timeEntryCount: 0,
    expenseCount: 0,
    liveLinkCount: 0,
  })
})
