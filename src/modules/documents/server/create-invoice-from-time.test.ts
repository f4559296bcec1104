import { beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'
import { createInvoiceFromTime } from './create-invoice-from-time.ts'
import { deleteInvoice } from './delete-invoice.ts'
import { updateInvoice } from './update-invoice.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''

beforeEach(async () => {
  clientId = await work.client()
})

const bill = (more: object = {}) => house.as.mia.execute(createInvoiceFromTime, { clientId, ...more })
const entryOf = async (id: string) =>
  (
    await house.sql(
      'app',
      'SELECT state, rate_cents::int AS rate, document_id, document_line_id FROM time_entries WHERE id = $1',
      [id],
    )
  )[0]

test('project rate, else service price, else member rate; it stays on the entry', async () => {
  const hourly = await work.project(clientId, { hourly_rate_cents: 12_000 })
  const plain = await work.project(clientId, { name: 'Support' })
  const item = await work.item({ unit_price_cents: 9_000, taxable: true })
  const icons = await work.item({ unit_price_cents: 3_000, unit: 'piece' })
  const ids = [
    await work.time(clientId, { project_id: hourly, catalog_item_id: item, service_name: 'Design', minutes: 20 }),
    await work.time(clientId, { project_id: plain, catalog_item_id: item, service_name: 'Design' }),
    await work.time(clientId, { project_id: plain, catalog_item_id: icons, service_name: 'Icons' }),
  ]
  const invoice = await bill({ groupBy: 'entry' })
  expect(
    invoice.lines.map((line) => [line.name, line.quantity, line.unitPriceCents, line.taxable, line.subtotalCents]),
  ).toEqual([
    ['Design', '0.3333', 12_000, true, 4_000],
    ['Design', '1', 9_000, true, 9_000],
    ['Icons', '1', 10_000, false, 10_000],
  ])
  expect(invoice).toMatchObject({ state: 'draft', projectId: null, taxCents: 0, totalCents: 23_000 })
  // pain 18: a rate change does not rewrite what was billed
  await house.sql('owner', 'UPDATE projects SET hourly_rate_cents = 99_000 WHERE id = $1', [hourly])
  expect(await entryOf(ids[0] ?? '')).toEqual({
    state: 'billed',
    rate: 12_000,
    document_id: invoice.id,
    document_line_id: invoice.lines[0]?.id,
  })
})

test('grouped by service, day or member; never across rates', async () => {
  const times = () =>
    Promise.all([
      work.time(clientId, { service_name: 'Design', worked_on: '2026-11-02' }),
      work.time(clientId, { service_name: 'Design', worked_on: '2026-11-03', minutes: 30 }),
      work.time(clientId, { service_name: 'Advice', worked_on: '2026-11-03', member_id: cast.mia.memberId }),
    ])
  const shape = async (groupBy: string) => {
    await times()
    const invoice = await bill({ groupBy })
    return invoice.lines.map((line) => [line.name, line.quantity])
  }
  expect(await shape('service')).toEqual([
    ['Design', '1.5'],
    ['Advice', '1'],
  ])
  expect(await shape('day')).toEqual([
    ['Nov 2, 2026', '1'],
    ['Nov 3, 2026', '1.5'],
  ])
  expect(await shape('member')).toEqual([
    ['Cy', '1.5'],
    ['Mia', '1'],
  ])
  await times()
  await work.time(clientId, {
    service_name: 'Design',
    project_id: await work.project(clientId, { hourly_rate_cents: 1 }),
  })
  expect((await bill({ groupBy: 'service' })).lines).toHaveLength(3)
})

test('only the chosen: a project, entries by id, a day', async () => {
  const project = await work.project(clientId)
  const early = await work.time(clientId, { worked_on: '2026-10-01' })
  const named = await work.time(clientId)
  const ofProject = await work.time(clientId, { project_id: project })
  expect(await bill({ projectId: project })).toMatchObject({ projectId: project, totalCents: 10_000 })
  expect((await bill({ upTo: '2026-10-31' })).totalCents).toBe(10_000)
  expect((await bill({ timeEntryIds: [named] })).totalCents).toBe(10_000)
  await expect(bill()).rejects.toMatchObject({ code: 'nothing_to_bill' })
  for (const id of [early, named, ofProject]) expect(await entryOf(id)).toMatchObject({ state: 'billed' })
})

test('what may not be billed is refused and nothing is marked', async () => {
  const good = await work.time(clientId)
  const long = await work.time(clientId, { over_long: true, minutes: 1200 })
  const submitted = await work.time(clientId, { state: 'submitted' })
  const free = await work.time(clientId, { billable: false })
  const refused = (ids: string[]) => expect(bill({ timeEntryIds: [good, ...ids] })).rejects
  await refused([long]).toMatchObject({ code: 'time_over_long' })
  await refused([submitted]).toMatchObject({ code: 'time_not_billable' })
  await refused([free]).toMatchObject({ code: 'time_not_billable' })
  await refused([newId()]).toMatchObject({ code: 'not_found' })
  await refused([await work.time(await work.client())]).toMatchObject({ code: 'not_found' })
  await house.sql('owner', 'UPDATE members SET billing_rate_cents = NULL WHERE id = $1', [cast.cy.memberId])
  await expect(bill()).rejects.toMatchObject({ code: 'time_without_rate' })
  await house.sql('owner', 'UPDATE members SET billing_rate_cents = 10000 WHERE id = $1', [cast.cy.memberId])
  expect(await entryOf(good)).toMatchObject({ state: 'approved', document_id: null })
  await expect(house.as.olga.execute(createInvoiceFromTime, { clientId })).rejects.toMatchObject({ code: 'not_found' })
})

test('ten people billing at once bill every entry once', async () => {
  for (let n = 0; n < 12; n += 1) await work.time(clientId)
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => bill()))
  expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'nothing_to_bill' })
  const [made] = await house.sql<{ total: number; documents: number }>(
    'app',
    'SELECT sum(total_cents)::int AS total, count(*)::int AS documents FROM documents WHERE client_id = $1',
    [clientId],
  )
  expect(made).toEqual({ total: 120_000, documents: 1 })
})

test('a removed line and a deleted draft free their time; the rest keeps the invoice with its client', async () => {
  const [a, b] = [await work.time(clientId, { service_name: 'A' }), await work.time(clientId, { service_name: 'B' })]
  const invoice = await bill()
  const [first] = invoice.lines
  const { subtotalCents: _s, discountCents: _d, totalCents: _t, ...kept } = first ?? ({} as NonNullable<typeof first>)
  const change = (more: object) => house.as.mia.execute(updateInvoice, { invoiceId: invoice.id, ...more })
  await expect(change({ clientId: await work.client() })).rejects.toMatchObject({ code: 'invoice_has_time' })
  await change({ lines: [{ ...kept, quantity: '2' }] })
  expect(await entryOf(a)).toMatchObject({ state: 'billed', rate: 10_000 })
  expect(await entryOf(b)).toMatchObject({ state: 'approved', rate: null })
  await house.as.mia.execute(deleteInvoice, { invoiceId: invoice.id })
  expect(await entryOf(a)).toMatchObject({ state: 'approved', document_id: null })
  expect(companies.maple.id).toBe(cast.mia.companyId)
})
