import { beforeAll, describe, expect, test } from 'vitest'
import { payBill, reverseBillPayment, voidBill } from '#modules/payables/server/index.ts'
import { useHouse } from '#testing/house.ts'
import { payablesCast } from '#testing/payables-cast.ts'
import * as contract from '../contract-payables.ts'
import { apAging } from './ap-aging.ts'

const house = useHouse()
const cast = payablesCast(house)
let birch = ''
let cedar = ''
let part = ''

const aging = (input: object = {}) => house.as.ada.perform(apAging, input) as Promise<typeof contract.ApAging._output>
const figures = (report: typeof contract.ApAging._output) =>
  report.items.map(({ vendorName, current, days1to30, days31to60, days61to90, over90, totalCents }) => [
    vendorName,
    ...[current, days1to30, days31to60, days61to90, over90, totalCents],
  ])

beforeAll(async () => {
  birch = await cast.vendor('Birch')
  cedar = await cast.vendor('Cedar')
  const due = (dueOn: string) => ({ billedOn: '2026-01-05', dueOn })
  await cast.posted(birch, 100, due('2026-06-30'))
  await cast.posted(birch, 200, due('2026-05-31'))
  await cast.posted(birch, 400, due('2026-05-30'))
  const { id } = await cast.posted(cedar, 800, due('2026-04-30'))
  await cast.posted(cedar, 1_600, due('2026-03-31'))
  await cast.posted(cedar, 3_200, { ...due('2026-08-01'), billedOn: '2026-07-02' })
  await cast.draft(cedar, 6_400, due('2026-01-05'))
  const paid = await house.as.ben.execute(payBill, { billId: id, amountCents: 300, paidOn: '2026-06-20' })
  part = paid.id
  const { id: wrong } = await cast.posted(cedar, 50, due('2026-04-30'))
  await house.as.ben.execute(voidBill, { billId: wrong, voidedOn: '2026-07-10' })
})

describe('payables by age', () => {
  test('lie in the columns of their days late, on any day, and agree with the ledger', async () => {
    const then = await aging({ asOf: '2026-06-30' })
    expect(figures(then)).toEqual([
      ['Birch', 100, 200, 400, 0, 0, 700],
      ['Cedar', 0, 0, 0, 550, 1_600, 2_150],
    ])
    expect(then.totals.totalCents).toBe(then.controlCents)
    const before = await aging({ asOf: '2026-06-19' })
    expect(before.totals.totalCents).toBe(3_150)
    const after = await aging({ asOf: '2026-07-31' })
    expect(after.totals.totalCents).toBe(6_000)
    for (const asOf of ['2026-01-04', '2026-01-05', '2026-06-20', '2026-07-02', '2026-07-09', '2026-07-10']) {
      const report = await aging({ asOf })
      expect([asOf, report.totals.totalCents]).toEqual([asOf, report.controlCents])
    }
  })

  test('go with a payment that is undone later, and as known before it was', async () => {
    const undo = { billPaymentId: part, reversedOn: '2026-07-15' }
    const [{ now }] = (await house.sql<{ now: string }>('app', 'SELECT clock_timestamp()::text AS now')) as [
      { now: string },
    ]
    const knownAt = `${now.replace(' ', 'T').replace(/\+00$/, '')}Z`
    await house.sql('app', 'SELECT pg_sleep(0.02)')
    await house.as.ben.execute(reverseBillPayment, undo)
    expect((await aging({ asOf: '2026-07-14' })).totals.totalCents).toBe(6_000)
    const current = await aging({ asOf: '2026-07-15' })
    expect([current.totals.totalCents, current.controlCents]).toEqual([6_300, 6_300])
    const then = await aging({ asOf: '2026-07-15', knownAt })
    expect([then.totals.totalCents, then.controlCents]).toEqual([6_000, 6_000])
  })

  test('open to the bills of a vendor, go on by cursor, and come as CSV', async () => {
    const { bills, items } = await aging({ asOf: '2026-06-30', vendorId: birch })
    expect(items).toHaveLength(1)
    expect(bills.map((bill) => [bill.dueOn, bill.balanceCents, bill.daysLate])).toEqual([
      ['2026-05-30', 400, 31],
      ['2026-05-31', 200, 30],
      ['2026-06-30', 100, 0],
    ])
    const first = await aging({ asOf: '2026-06-30', limit: 1 })
    const second = await aging({ asOf: '2026-06-30', limit: 1, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map((row) => row.vendorName)).toEqual(['Birch', 'Cedar'])
    const file = await house.as.ada.http.call(contract.apAging, { asOf: '2026-06-30', format: 'csv' })
    expect(file.body.split('\r\n')).toEqual([
      'Vendor,Current,1-30 days,31-60 days,61-90 days,Over 90 days,Total',
      'Birch,1.00,2.00,4.00,0.00,0.00,7.00',
      'Cedar,0.00,0.00,0.00,5.50,16.00,21.50',
      'Total,1.00,2.00,4.00,5.50,16.00,28.50',
      '',
    ])
  })
})
