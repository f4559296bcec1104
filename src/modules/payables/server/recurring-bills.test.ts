import { beforeAll, describe, expect, test } from 'vitest'
import { eachCompany } from '#platform/jobs/each-company.ts'
import { aPage } from '#testing/a-page.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { assertInvariants } from '#testing/invariants.ts'
import { payablesCast } from '#testing/payables-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { archiveVendor } from './archive-vendor.ts'
import { listBills } from './bill-queries.ts'
import { jobs } from './jobs.ts'
import { endRecurringBill, pauseRecurringBill, resumeRecurringBill } from './pause-recurring-bill.ts'
import { listRecurringBills, readRecurringBill } from './recurring-queries.ts'
import { companiesWithDueBills, runRecurringBills } from './run-due-bills.ts'
import { createRecurringBill, updateRecurringBill } from './save-recurring-bill.ts'

const house = useHouse()
const payables = payablesCast(house)
const work = workCast(house)
const maple = companies.maple.id
let vendorId = ''
let accountId = ''

beforeAll(async () => {
  vendorId = await payables.vendor('Landlord')
  accountId = await payables.account('6000')
})

/** Noon in New York on that day. */
const noon = (day: string) => `${day}T17:00:00.000000Z`

const plan = (more: object = {}) =>
  house.as.ben.execute(
    createRecurringBill,
    {
      vendorId,
      name: 'Office rent',
      frequency: 'monthly',
      dayOfMonth: 31,
      startsOn: '2026-01-31',
      dueDays: 5,
      lines: [{ accountId, description: 'Rent', unitPriceCents: 120_000 }],
      ...more,
    },
    { now: noon('2026-01-15') },
  )

const billsOf = async (recurringBillId: string) =>
  aPage(await house.as.ben.perform(listBills, { recurringBillId, sort: 'billed' })).items

test('pain 10: ten runs of the scheduler at once make one bill per plan and day, posted once', async () => {
  const { id } = await plan({ posts: true })
  await Promise.all(Array.from({ length: 10 }, () => runRecurringBills(house, maple, noon('2026-01-31'))))
  const bills = await billsOf(id)
  expect(bills).toMatchObject([
    { billedOn: '2026-01-31', dueOn: '2026-02-05', state: 'posted', totalCents: 120_000, balanceDueCents: 120_000 },
  ])
  const entries = await house.sql(
    'app',
    "SELECT id FROM journal_entries WHERE source_type = 'bill' AND source_id = $1",
    [bills[0]?.id],
  )
  expect(entries).toHaveLength(1)
  await runRecurringBills(house, maple, noon('2026-01-31'))
  expect(await billsOf(id)).toHaveLength(1)
  expect((await house.as.ben.perform(readRecurringBill, { recurringBillId: id })).nextRunOn).toBe('2026-02-28')
  await house.as.ben.execute(endRecurringBill, { recurringBillId: id })
})

test('missed days are caught up in order, up to the end, and the database keeps (plan, day) apart', async () => {
  const { id } = await plan({ endsOn: '2026-04-15' })
  await runRecurringBills(house, maple, noon('2026-07-01'))
  const bills = await billsOf(id)
  expect(bills.map((bill) => bill.billedOn)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31'])
  expect(bills.map((bill) => bill.state)).toEqual(['draft', 'draft', 'draft'])
  expect(bills.map((bill) => bill.id)).toEqual(bills.map((bill) => bill.id).toSorted())
  expect(await house.as.ben.perform(readRecurringBill, { recurringBillId: id })).toMatchObject({
    state: 'ended',
    nextRunOn: null,
  })
  const again = `INSERT INTO bills (company_id, id, vendor_id, billed_on, due_on, recurring_bill_id, planned_on)
    SELECT company_id, gen_random_uuid(), vendor_id, billed_on, due_on, recurring_bill_id, planned_on FROM bills WHERE id = $1`
  await expect(house.sql('owner', again, [bills[0]?.id])).rejects.toMatchObject({ constraint: 'bills_planned_once' })
})

test('a day begins where the company is', async () => {
  const { id } = await plan({ frequency: 'weekly', dayOfMonth: null, startsOn: '2026-02-02' })
  expect(await companiesWithDueBills(house, '2026-02-02T04:30:00.000000Z')).toEqual([])
  expect(await companiesWithDueBills(house, '2026-02-02T05:30:00.000000Z')).toEqual([maple])
  await runRecurringBills(house, maple, '2026-02-02T04:30:00.000000Z')
  expect(await billsOf(id)).toEqual([])
  await runRecurringBills(house, maple, '2026-02-02T05:30:00.000000Z')
  expect(await billsOf(id)).toHaveLength(1)
  expect(await companiesWithDueBills(house, '2026-02-02T05:30:00.000000Z')).toEqual([])
  await house.as.ben.execute(endRecurringBill, { recurringBillId: id })
})

test('a bill that cannot be posted is left as a draft, and the plan says why', async () => {
  const { id } = await plan({ posts: true, endsOn: '2026-02-28' })
  await house.sql('owner', "UPDATE companies SET books_locked_through = '2026-01-31'")
  await house.as.ben.execute(archiveVendor, { vendorId })
  await runRecurringBills(house, maple, noon('2026-01-31'))
  expect((await billsOf(id)).map((bill) => bill.state)).toEqual(['draft'])
  const { items } = await house.as.ben.perform(listRecurringBills, { state: 'active' })
  expect(items).toMatchObject([{ id, problem: 'The books are locked through 2026-01-31. Choose a later date.' }])
  await house.sql('owner', 'UPDATE companies SET books_locked_through = NULL')
  await runRecurringBills(house, maple, noon('2026-02-28'))
  expect((await billsOf(id)).map((bill) => bill.state)).toEqual(['draft', 'posted'])
  await house.sql('owner', 'UPDATE vendors SET archived_at = NULL')
})

test('a bill that cannot be drafted waits with the reason, and stops neither the next plan nor the next company', async () => {
  const clientId = await work.client()
  const projectId = await work.project(clientId)
  const stuck = await plan({ endsOn: '2026-01-31', lines: [{ accountId, projectId, unitPriceCents: 100 }] })
  const other = await plan({ endsOn: '2026-01-31' })
  await house.sql('owner', 'UPDATE projects SET deleted_at = now() WHERE id = $1', [projectId])
  await runRecurringBills(house, maple, noon('2026-01-31'))
  await runRecurringBills(house, maple, noon('2026-01-31'))
  expect(await billsOf(other.id)).toHaveLength(1)
  const held = await house.as.ben.perform(readRecurringBill, { recurringBillId: stuck.id })
  expect(held).toMatchObject({ state: 'active', nextRunOn: '2026-01-31', revision: 2 })
  expect(held.problem).toContain('There is nothing here')
  await house.sql('owner', 'UPDATE projects SET deleted_at = NULL WHERE id = $1', [projectId])
  await runRecurringBills(house, maple, noon('2026-01-31'))
  expect(await billsOf(stuck.id)).toHaveLength(1)
})

test('the hour asks once which companies wait, and gives each of them a job of its own', async () => {
  const { id } = await plan({ endsOn: '2026-01-31' })
  await jobs[0]?.run(house, {})
  const queued = await house.sql<object>('owner', "SELECT data FROM pgboss.job WHERE name = 'payables.runCompany'")
  expect(queued).toEqual([{ data: { companyId: maple } }])
  await house.settle()
  expect(await billsOf(id)).toHaveLength(1)
})

test('a fault in one company is thrown at the end, after the others had their turn', async () => {
  const seen: string[] = []
  const walk = eachCompany(house, 'a walk', ['a', 'b', 'c'], async (id) => {
    seen.push(id)
    if (id === 'a') throw new Error('broken')
  })
  await expect(walk).rejects.toThrow('a walk failed in 1 of 3 companies')
  expect(seen).toEqual(['a', 'b', 'c'])
})

describe('a plan', () => {
  test('refuses schedules that make no sense', async () => {
    const path = (name: string) => ({ errors: [expect.objectContaining({ path: name })] })
    await expect(plan({ frequency: 'weekly' })).rejects.toMatchObject(path('dayOfMonth'))
    await expect(plan({ dayOfMonth: null })).rejects.toMatchObject(path('dayOfMonth'))
    await expect(plan({ endsOn: '2026-01-30' })).rejects.toMatchObject(path('endsOn'))
    await expect(plan({ dayOfMonth: 1, endsOn: '2026-01-31' })).rejects.toMatchObject(path('endsOn'))
    await expect(plan({ startsOn: '2024-01-01' })).rejects.toMatchObject(path('startsOn'))
    await expect(plan({ lines: [] })).rejects.toMatchObject(path('lines'))
    const income = await payables.account('4000')
    await expect(plan({ lines: [{ accountId: income, unitPriceCents: 1 }] })).rejects.toMatchObject({
      code: 'account_not_expense',
    })
  })

  test('that changes goes on after what was made; what fell into a pause is left out', async () => {
    const { id } = await plan()
    await runRecurringBills(house, maple, noon('2026-02-10'))
    const changed = await house.as.ben.execute(updateRecurringBill, { recurringBillId: id, dayOfMonth: 15 })
    expect(changed.nextRunOn).toBe('2026-02-15')
    const other = await house.as.ben.execute(updateRecurringBill, {
      recurringBillId: id,
      lines: [{ accountId, unitPriceCents: 500 }],
    })
    expect(other).toMatchObject({ totalCents: 500, nextRunOn: '2026-02-15' })
    await house.as.ben.execute(pauseRecurringBill, { recurringBillId: id })
    await runRecurringBills(house, maple, noon('2026-03-01'))
    expect(await billsOf(id)).toHaveLength(1)
    const resumed = await house.as.ben.execute(
      resumeRecurringBill,
      { recurringBillId: id },
      { now: noon('2026-04-20') },
    )
    expect(resumed).toMatchObject({ state: 'active', nextRunOn: '2026-05-15' })
    await house.as.ben.execute(endRecurringBill, { recurringBillId: id })
    for (const command of [pauseRecurringBill, resumeRecurringBill, endRecurringBill])
      await expect(house.as.ben.execute(command, { recurringBillId: id })).rejects.toMatchObject({
        code: 'recurring_bill_ended',
      })
    await expect(house.as.ben.execute(updateRecurringBill, { recurringBillId: id, name: 'x' })).rejects.toMatchObject({
      code: 'recurring_bill_ended',
    })
  })
})

test('after all that the books agree', () => assertInvariants(house))
