import { beforeAll, expect, test } from 'vitest'
import { aPage } from '#testing/a-page.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { workCast } from '#testing/work-cast.ts'
import { sendInvoices as endpoint, listInvoices as list } from '../contract.ts'
import { createInvoice } from './create-invoice.ts'
import { listInvoices } from './queries.ts'
import { sendInvoices } from './send-invoices.ts'

const house = useHouse()
const work = workCast(house)
let [harbor, birch] = ['', '']

beforeAll(async () => {
  harbor = await work.client({ organization_name: '=Harbor', email: 'pay@harbor.example' })
  birch = await work.client({ organization_name: 'Birch', email: null })
})

async function draft(clientId: string, issuedOn: string, cents: number) {
  const lines = cents === 0 ? [] : [{ name: 'Design', unitPriceCents: cents }]
  return (await house.as.mia.execute(createInvoice, { clientId, issuedOn, lines })).id
}
const states = async () => aPage(await house.as.mia.perform(listInvoices, {})).items.map((one) => one.state)

test('several drafts in one act: numbers run with their dates, each is posted, and goes to whom has an address', async () => {
  const invoiceIds = [await draft(harbor, '2026-03-09', 200), await draft(birch, '2026-03-02', 100)]
  const before = await house.as.mia.http.call(endpoint, { invoiceIds }, { dryRun: true })
  expect(before.json()).toMatchObject({ entries: [{ entryDate: '2026-03-02' }, { entryDate: '2026-03-09' }] })
  expect(await states()).toEqual(['draft', 'draft'])
  const { items } = await house.as.mia.execute(sendInvoices, { invoiceIds })
  expect(items.map(({ number, totalCents }) => [number, totalCents])).toEqual([
    ['26/03/001', 100],
    ['26/03/002', 200],
  ])
  await house.settle()
  const mails = await house.sql<{ to: string }>('owner', 'SELECT to_email AS to FROM outbound_emails')
  expect(mails).toEqual([{ to: 'pay@harbor.example' }])
  await assertInvariants(house)
})

test('all or none: the refusal names the draft that cannot be sent', async () => {
  const good = await draft(birch, '2026-04-01', 500)
  const empty = await draft(birch, '2026-04-02', 0)
  const answer = await house.as.mia.http.call(endpoint, { invoiceIds: [good, empty], byEmail: false })
  expect(answer.json()).toMatchObject({
    type: '/problems/invoice_without_lines',
    errors: [{ message: expect.stringContaining('The draft for Birch of 2026-04-02') }],
  })
  expect((await states()).filter((state) => state === 'draft')).toHaveLength(2)
  const { items } = await house.as.mia.execute(sendInvoices, { invoiceIds: [good], byEmail: false })
  expect(items[0]?.number).toBe('26/04/001')
})

test('the list as a file: as filtered, every page of it, formulas kept as text', async () => {
  const answer = await house.as.mia.http.call(list, { state: 'sent', sort: 'issued', limit: 1, format: 'csv' })
  expect(answer.headers['content-disposition']).toContain('filename="invoices.csv"')
  expect(answer.body.split('\r\n').map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
    'Number,Client,Issued',
    '26/03/001,Birch,2026-03-02',
    "26/03/002,'=Harbor,2026-03-09",
    '26/04/001,Birch,2026-04-01',
    '',
  ])
})

test('lines, clients and projects of all are read once, however many are sent', async () => {
  const projectId = await work.project(harbor, { name: 'Site' })
  const several = async (count: number) => {
    const invoiceIds: string[] = []
    for (let at = 0; at < count; at += 1) {
      const lines = [{ name: 'Design', unitPriceCents: 100 + at }]
      const made = { clientId: harbor, projectId, issuedOn: '2026-05-04', lines }
      invoiceIds.push((await house.as.mia.execute(createInvoice, made)).id)
    }
    return countStatements(() => house.as.mia.execute(sendInvoices, { invoiceIds }))
  }
  const [one, two, five] = [await several(1), await several(2), await several(5)]
  // Of each: its delivery, its number, its state, its entry.
  expect([two - one, five - two]).toEqual([4, 12])
})
