import { beforeAll, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  endOfMonth,
  type PeriodName,
  period,
  startOfMonth,
  systemClock,
  todayIn,
} from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { postEntry } from '#modules/ledger/server/index.ts'
import { recordPayment, reversePayment } from '#modules/payments/server/index.ts'
import { cast, companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { stepKeys } from '../domain/steps.ts'
import { readDashboard } from './read-dashboard.ts'
import { readOnboarding } from './read-onboarding.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
const today = todayIn(companies.maple.timeZone, systemClock())
const lastMonth = addMonths(startOfMonth(today), -1)
let clientId = ''
let projectId = ''

const steps = async () => {
  const { steps: all } = await house.as.mia.perform(readOnboarding)
  return all.filter(({ done }) => done).map(({ key }) => key)
}

beforeAll(async () => {
  expect(await steps()).toEqual(['profile'])
  clientId = await work.client()
  projectId = await work.project(clientId, { hourly_rate_cents: 9_999 })
  await money.draft(clientId, 1_000)
  expect(await steps()).toEqual(['profile', 'client', 'project', 'invoice'])
  await money.invoice(clientId, 10_000, { issuedOn: lastMonth, dueOn: addDays(today, -1) })
  await money.invoice(clientId, 20_001, { issuedOn: addMonths(lastMonth, -3), dueOn: addDays(today, -31) })
  await money.invoice(clientId, 40_000, { issuedOn: addMonths(lastMonth, -4), dueOn: addDays(today, -91) })
  const now = await money.invoice(clientId, 50_000, { issuedOn: today, dueOn: today })
  const paid = { clientId, method: 'check' as const, amountCents: 12_345 }
  await house.as.mia.execute(recordPayment, { ...paid, allocations: [{ invoiceId: now.id, amountCents: 12_345 }] })
  const wrong = await house.as.mia.execute(recordPayment, { ...paid, amountCents: 1 })
  await house.as.ben.execute(reversePayment, { paymentId: wrong.id, reason: 'typed twice' })
  await cost(today, 3_333)
  await cost(lastMonth, 1_111)
  await work.time(clientId, { project_id: projectId, minutes: 50, worked_on: today })
  await work.time(clientId, { minutes: 7, worked_on: today })
  await work.time(clientId, { minutes: 600, billable: false })
  await work.time(clientId, { minutes: 600, over_long: true })
  await work.time(clientId, { minutes: 60, state: 'submitted' })
  await work.time(clientId, { minutes: 60, state: 'draft' })
})

const cost = (entryDate: string, cents: number) =>
  house.as.ada.scope((scope) =>
    postEntry(scope, {
      entryDate,
      memo: 'Rent',
      sourceType: 'manual',
      sourceId: newId(),
      lines: [
        { account: 'expenses', debitCents: cents },
        { account: 'cash', creditCents: cents },
      ],
    }),
  )

const read = (who: 'ada' | 'mia' | 'cy', name: PeriodName = 'this_month') =>
  house.as[who].perform(readDashboard, { period: name })

/** The same from every line of the journal, without rollup or index. */
async function journal(from: string, to: string) {
  const [sums] = await house.sql<{ revenueCents: number; expensesCents: number }>(
    'app',
    `SELECT coalesce(sum(l.credit_cents - l.debit_cents) FILTER (WHERE a.type = 'income'), 0)::int AS "revenueCents",
            coalesce(sum(l.debit_cents - l.credit_cents) FILTER (WHERE a.type = 'expense'), 0)::int AS "expensesCents"
     FROM journal_lines l JOIN accounts a ON a.company_id = l.company_id AND a.id = l.account_id WHERE l.entry_date BETWEEN $1 AND $2`,
    [from, to],
  )
  return sums
}

test.each(['this_month', 'last_month', 'this_week', 'today', 'last_quarter', 'last_year', 'last_12_months'] as const)(
  'revenue and expenses of %s are what the journal says',
  async (name) => {
    const { figures, from, to } = await read('ada', name)
    expect({ from, to }).toEqual(period(name, today))
    expect(figures).toMatchObject((await journal(from, to)) ?? {})
    const { revenueCents, expensesCents } = (await journal(addDays(from, -1), addDays(from, -1))) ?? {}
    if (name === 'today')
      expect(figures).toMatchObject({ priorRevenueCents: revenueCents, priorExpensesCents: expensesCents })
  },
)

test('what is owed, how late, and what could be billed', async () => {
  const { figures, invoices, payments, toDo, projects } = await read('ada')
  expect(figures).toMatchObject({
    outstandingCents: 107_656,
    overdueCents: 70_001,
    aging: { current: 37_655, days1to30: 10_000, days31to60: 20_001, days61to90: 0, over90: 40_000 },
    // 0.8333 h × $99.99 and 0.1167 h × $100.00, each rounded to the cent as a line would be
    unbilledCents: 8_332 + 1_167,
    unbilledMinutes: 57,
  })
  expect(figures?.trend).toHaveLength(12)
  for (const { month, ...sums } of figures?.trend ?? [])
    expect(sums).toEqual(await journal(`${month}-01`, endOfMonth(`${month}-01`)))
  const before = await journal(lastMonth, endOfMonth(lastMonth))
  expect(figures).toMatchObject({ priorRevenueCents: before?.revenueCents, priorExpensesCents: before?.expensesCents })
  expect(invoices?.map((one) => one.balanceDueCents)).toEqual([40_000, 20_001, 10_000, 37_655])
  expect(payments).toMatchObject([
    { amountCents: 1, reversed: true },
    { amountCents: 12_345, reversed: false, clientName: 'Harbor & Finch' },
  ])
  expect(projects).toMatchObject([{ id: projectId, name: 'Website' }])
  expect(toDo).toMatchObject({
    timeToApprove: 1,
    ownDraftTime: 0,
    draftInvoices: 1,
    overdueInvoices: 3,
    weekMinutes: 0,
  })
  await money.assertBooks()
})

test('a manager sees invoices and no figures; staff see no money at all, and only their projects', async () => {
  const mia = await read('mia')
  expect(mia.figures).toBeNull()
  expect(mia.invoices).toHaveLength(4)
  const cy = await read('cy')
  expect(cy).toMatchObject({ figures: null, invoices: null, payments: null, projects: [] })
  expect(cy.toDo).toMatchObject({ timeToApprove: null, ownDraftTime: 1, draftInvoices: null, overdueInvoices: null })
  expect(JSON.stringify(cy)).not.toMatch(/cents/i)
  await house.sql('owner', 'INSERT INTO project_members (company_id, project_id, member_id) VALUES ($1, $2, $3)', [
    companies.maple.id,
    projectId,
    cast.cy.memberId,
  ])
  expect((await read('cy')).projects).toMatchObject([{ id: projectId }])
  await expect(house.as.cy.perform(readOnboarding)).rejects.toMatchObject({ code: 'not_allowed' })
})

test('the number of statements does not grow with the rows', async () => {
  const before = await countStatements(() => read('ada'))
  for (let n = 0; n < 8; n += 1) {
    await money.invoice(clientId, 100 + n, { issuedOn: today, dueOn: today })
    await work.project(clientId)
  }
  expect(await countStatements(() => read('ada'))).toBe(before)
  expect(before).toBeLessThanOrEqual(12)
  expect((await read('ada')).invoices).toHaveLength(5)
})

test('the checklist is what is there, in one statement, and never breaks', async () => {
  expect(await steps()).toEqual([...stepKeys])
  await house.sql('owner', 'UPDATE companies SET address_line1 = NULL WHERE id = $1', [companies.maple.id])
  expect(await steps()).not.toContain('profile')
  expect((await house.as.olga.perform(readOnboarding)).steps.filter(({ done }) => done)).toEqual([
    { key: 'profile', done: true },
  ])
  await house.sql('owner', 'ALTER TABLE payments RENAME TO payments_away')
  const answer = await house.as.mia.perform(readOnboarding)
  await house.sql('owner', 'ALTER TABLE payments_away RENAME TO payments')
  expect(answer).toEqual({ steps: [] })
})
