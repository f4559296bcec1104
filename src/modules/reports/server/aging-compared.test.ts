import { beforeAll, expect, test } from 'vitest'
import { aPage } from '#testing/a-page.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { payablesCast } from '#testing/payables-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { arAging as endpoint } from '../contract.ts'
import * as payable from '../contract-payables.ts'
import * as sales from '../contract-sales.ts'
import { apAging } from './ap-aging.ts'
import { arAging } from './ar-aging.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
const payables = payablesCast(house)
const asOf = '2026-03-31'

beforeAll(async () => {
  const [alder, birch, cedar] = [
    await work.client({ organization_name: 'Alder' }),
    await work.client({ organization_name: 'Birch' }),
    await work.client({ organization_name: 'Cedar' }),
  ]
  const gone = await money.invoice(birch, 20_000, { issuedOn: '2026-02-02', dueOn: '2026-02-20' })
  await money.pay(birch, gone.id, 20_000, { receivedOn: '2026-03-05' })
  await money.invoice(alder, 10_000, { issuedOn: '2026-02-10', dueOn: '2026-03-10' })
  await money.invoice(alder, 3_000, { issuedOn: '2026-03-02', dueOn: '2026-04-02' })
  await money.invoice(cedar, 700, { issuedOn: '2026-03-03', dueOn: '2026-04-03' })
  const vendor = await payables.vendor('Zinc')
  await payables.posted(vendor, 900, { billedOn: '2026-03-04', dueOn: '2026-04-04' })
})

test('receivables beside a month before: also who owed then and owes nothing now', async () => {
  const { compared, items, totals } = aPage(await house.as.ada.perform(arAging, { asOf, compare: 'prior-period' }))
  expect(items.map((row) => [row.clientName, row.totalCents, row.comparedCents])).toEqual([
    ['Alder', 13_000, 10_000],
    ['Birch', 0, 20_000],
    ['Cedar', 700, 0],
  ])
  expect(totals.totalCents).toBe(13_700)
  expect(compared).toMatchObject({ asOf: '2026-02-28', totals: { totalCents: 30_000, days1to30: 20_000 } })
})

test('pages of it follow one another, and one client can be asked for', async () => {
  const asked = { asOf, compare: 'prior-period', limit: 2 }
  const first = aPage(await house.as.ada.perform(arAging, asked))
  const rest = aPage(await house.as.ada.perform(arAging, { ...asked, cursor: first.nextCursor }))
  expect([...first.items, ...rest.items].map((row) => row.clientName)).toEqual(['Alder', 'Birch', 'Cedar'])
  expect(rest.nextCursor).toBeNull()
  const birch = aPage(await house.as.ada.perform(arAging, { ...asked, clientId: first.items[1]?.clientId }))
  expect(birch.items).toMatchObject([{ clientName: 'Birch', totalCents: 0, comparedCents: 20_000 }])
  expect(birch.compared?.totals.totalCents).toBe(20_000)
})

test('a comparison that there is not is named', async () => {
  await expect(house.as.ada.perform(arAging, { asOf, compare: 'last-week' })).rejects.toMatchObject({
    errors: [{ path: 'compare', message: 'Compare with prior-period, prior-year or known-now.' }],
  })
})

test('without a comparison nothing stands beside it; as known now needs a day of knowledge', async () => {
  const plain = aPage(await house.as.ada.perform(arAging, { asOf }))
  expect(plain.compared).toBeNull()
  expect(plain.items.map((row) => row.comparedCents)).toEqual([null, null])
  await expect(house.as.ada.perform(arAging, { asOf, compare: 'known-now' })).rejects.toMatchObject({
    code: 'invalid_input',
  })
  const before = { asOf, compare: 'known-now', knownAt: '2020-01-01' }
  const known = aPage(await house.as.ada.perform(arAging, before))
  expect([known.totals.totalCents, known.compared?.totals.totalCents]).toEqual([0, 13_700])
})

test('payables likewise, both as files', async () => {
  const { compared, items } = aPage(await house.as.ada.perform(apAging, { asOf, compare: 'prior-year' }))
  expect(items).toMatchObject([{ vendorName: 'Zinc', totalCents: 900, comparedCents: 0 }])
  expect(compared).toMatchObject({ asOf: '2025-03-31', totals: { totalCents: 0 } })
  const file = async (asked: typeof endpoint | typeof payable.apAging) =>
    (await house.as.ada.http.call(asked, { asOf, compare: 'prior-period', format: 'csv' })).body.split('\r\n')
  const lines = await file(endpoint)
  expect(lines[0]).toMatch(/,Total,Total on 2026-02-28$/)
  expect(lines.slice(1)).toEqual([
    'Alder,30.00,100.00,0.00,0.00,0.00,130.00,100.00',
    'Birch,0.00,0.00,0.00,0.00,0.00,0.00,200.00',
    'Cedar,7.00,0.00,0.00,0.00,0.00,7.00,0.00',
    'Total,37.00,100.00,0.00,0.00,0.00,137.00,300.00',
    '',
  ])
  expect((await file(payable.apAging)).at(-2)).toBe('Total,9.00,0.00,0.00,0.00,0.00,9.00,0.00')
})

test('files of sales tax and project profitability have what they are compared with', async () => {
  const range = { from: '2026-03-01', to: '2026-03-31', compare: 'prior-period', format: 'csv' } as const
  const tax = (await house.as.ada.http.call(sales.salesTax, range)).body.split('\r\n')
  expect(tax.slice(1, 3).map((line) => line.split(',').slice(0, 4))).toEqual([
    ['2026-03-01', '2026-03-31', '0.00', '37.00'],
    ['2026-02-01', '2026-02-28', '0.00', '300.00'],
  ])
  const profit = (await house.as.ada.http.call(sales.projectProfitability, range)).body.split('\r\n')
  expect(profit[0]).toContain(',After labour,"Revenue, 2026-02-01 to 2026-02-28",')
  const [row = ''] = profit.slice(1)
  expect(row.split(',').slice(0, 3)).toEqual(['Without a project', '', '37.00'])
  expect(row.split(',')[8]).toBe('300.00')
})
