import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, addMonths } from '#kernel/calendar.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { deletePlan, pausePlan, resumePlan } from './change-state.ts'
import { createPlan } from './create-plan.ts'
import { listPlanRuns, listPlans, proposePlan, readPlan } from './queries.ts'
import { companiesWithDuePlans, runDuePlans } from './run-due-plans.ts'
import { runPlanNow } from './run-plan.ts'
import { updatePlan } from './update-plan.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)
const { id: maple } = companies.maple
const now = '2026-03-02T15:00:00.000000Z'
let clientId = ''

beforeAll(async () => {
  clientId = await work.client({ organization_name: 'Birch', email: 'pay@birch.example' })
})

const form = (more: object = {}) => ({
  name: 'Hosting',
  clientId,
  frequency: 'monthly',
  nextRunOn: '2026-03-15',
  autoSend: true,
  dueDays: 14,
  lines: [{ name: 'Hosting', unitPriceCents: 5_000 }],
  ...more,
})
const plan = (more: object = {}) => house.as.mia.execute(createPlan, form(more), { now })
const invoicesOf = (planId: string) =>
  house.sql<{ id: string; planned: string; issued: string; due: string; state: string }>(
    'app',
    `SELECT id, planned_on::text AS planned, issued_on::text AS issued, due_on::text AS due, state FROM documents
     WHERE recurring_plan_id = $1 ORDER BY planned_on`,
    [planId],
  )
const count = async (text: string, values: unknown[]) =>
  (await house.sql<{ n: number }>('owner', `SELECT count(*)::int AS n FROM ${text}`, values))[0]?.n

test('a run makes the invoice, sends and posts it, and the plan moves on', async () => {
  const made = await plan()
  expect(made).toMatchObject({
    state: 'active',
    dayOfMonth: 15,
    totalCents: 5_000,
    upcoming: ['2026-04-15', '2026-05-15', '2026-06-15'],
  })
  await runDuePlans(house, maple, '2026-03-15T03:59:00.000000Z') // still the 14th in New York
  expect(await invoicesOf(made.id)).toEqual([])
  await runDuePlans(house, maple, '2026-03-15T05:00:00.000000Z')
  const [invoice] = await invoicesOf(made.id)
  expect(invoice).toMatchObject({ planned: '2026-03-15', issued: '2026-03-15', due: '2026-03-29', state: 'sent' })
  expect(await money.lines('invoice', invoice?.id ?? '')).toMatchObject([
    { code: '1100', debit: 5_000, credit: 0 },
    { code: '4000', debit: 0, credit: 5_000 },
  ])
  expect(await house.as.mia.perform(readPlan, { planId: made.id })).toMatchObject({
    nextRunOn: '2026-04-15',
    lastRunOn: '2026-03-15',
  })
  const runs = await house.as.mia.perform(listPlanRuns, { planId: made.id })
  expect(runs.items).toMatchObject([{ plannedOn: '2026-03-15', totalCents: 5_000 }])
  await money.assertBooks()
})

test('pain 10: ten concurrent scheduler runs: one invoice, one e-mail per plan and date', async () => {
  await house.settle()
  const plans = [await plan({ nextRunOn: '2026-03-20' }), await plan({ nextRunOn: '2026-03-20', name: 'Care' })]
  const at = '2026-03-21T15:00:00.000000Z'
  await Promise.all(Array.from({ length: 10 }, () => runDuePlans(house, maple, at)))
  await house.settle()
  for (const { id } of plans) {
    const made = await invoicesOf(id)
    expect(made.map((one) => one.planned)).toEqual(['2026-03-20'])
    expect(await count('document_deliveries WHERE document_id = $1', [made[0]?.id])).toBe(1)
    expect(await count("journal_entries WHERE source_type = 'invoice' AND source_id = $1", [made[0]?.id])).toBe(1)
    expect(
      await count('outbound_emails WHERE id IN (SELECT email_id FROM document_deliveries WHERE document_id = $1)', [
        made[0]?.id,
      ]),
    ).toBe(1)
  }
  const again = `INSERT INTO documents (company_id, id, document_type, client_id, issued_on, due_on, recurring_plan_id, planned_on)
    VALUES ($1, gen_random_uuid(), 'invoice', $2, '2026-03-20', '2026-03-20', $3, '2026-03-20')`
  await expect(house.sql('app', again, [maple, clientId, plans[0]?.id])).rejects.toThrow(/documents_planned_once/)
  await money.assertBooks()
})

test('missed runs are caught up in order, until the plan ends', async () => {
  const { id } = await plan({ nextRunOn: '2026-03-31', dayOfMonth: 31, endOn: '2026-06-30', autoSend: false })
  await runDuePlans(house, maple, '2026-09-01T15:00:00.000000Z')
  expect((await invoicesOf(id)).map((one) => [one.planned, one.state])).toEqual([
    ['2026-03-31', 'draft'],
    ['2026-04-30', 'draft'],
    ['2026-05-31', 'draft'],
    ['2026-06-30', 'draft'],
  ])
  expect(await house.as.mia.perform(readPlan, { planId: id })).toMatchObject({ state: 'ended', nextRunOn: null })
  await expect(house.as.mia.execute(resumePlan, { planId: id })).rejects.toMatchObject({ code: 'plan_ended' })
})

test('a failing run keeps its reason, is tried again, and never blocks the others', async () => {
  const broken = await plan({ nextRunOn: '2026-10-01', name: 'A broken one' })
  const well = await plan({ nextRunOn: '2026-10-01', name: 'Well' })
  await house.sql('owner', 'UPDATE clients SET deleted_at = now() WHERE id = $1', [await otherClient(broken.id)])
  const at = '2026-10-02T15:00:00.000000Z'
  expect(await companiesWithDuePlans(house, at)).toContain(maple)
  await runDuePlans(house, maple, at)
  expect((await invoicesOf(well.id)).length).toBe(1)
  const failing = await house.as.mia.perform(readPlan, { planId: broken.id })
  expect(failing).toMatchObject({ failures: 1, nextRunOn: '2026-10-01', retryAt: '2026-10-02T15:15:00.000000Z' })
  expect(failing.failure).toMatch(/nothing here/)
  const list = await house.as.mia.perform(listPlans, { state: 'failing' })
  expect(list.items.map((one) => one.id)).toEqual([broken.id])
  await runDuePlans(house, maple, '2026-10-02T15:05:00.000000Z')
  expect((await house.as.mia.perform(readPlan, { planId: broken.id })).failures).toBe(1)
  await house.sql('owner', 'UPDATE clients SET deleted_at = NULL WHERE deleted_at IS NOT NULL')
  await runDuePlans(house, maple, '2026-10-02T15:20:00.000000Z')
  expect((await invoicesOf(broken.id)).length).toBe(1)
  expect(await house.as.mia.perform(readPlan, { planId: broken.id })).toMatchObject({ failure: null, failures: 0 })
})

async function otherClient(planId: string): Promise<string> {
  const id = await work.client({ organization_name: 'Gone' })
  await house.sql('owner', 'UPDATE recurring_plans SET client_id = $2 WHERE id = $1', [planId, id])
  return id
}

describe('run now', () => {
  test('makes the next invoice today, once, and shows what it posts before', async () => {
    const { id } = await plan({ nextRunOn: '2099-01-10' })
    const seen = await house.as.mia.preview(runPlanNow, { planId: id, plannedOn: '2099-01-10' })
    expect(seen.entries).toMatchObject([{ sourceType: 'invoice' }])
    expect(await invoicesOf(id)).toEqual([])
    const made = await house.as.mia.execute(runPlanNow, { planId: id, plannedOn: '2099-01-10' }, { now })
    expect(made).toMatchObject({ issuedOn: '2026-03-02', dueOn: '2026-03-16', state: 'sent' })
    await expect(
      house.as.mia.execute(runPlanNow, { planId: id, plannedOn: '2099-01-10' }, { now }),
    ).rejects.toMatchObject({ code: 'plan_run_made', status: 409 })
    expect(await house.as.mia.perform(readPlan, { planId: id })).toMatchObject({ nextRunOn: '2099-02-10' })
  })

  test('one key fifty times at once is one invoice', async () => {
    const { id } = await plan({ nextRunOn: '2099-01-10' })
    const input = { planId: id, plannedOn: '2099-01-10' }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => house.as.mia.execute(runPlanNow, input, { now, idempotencyKey: `now-${id}` })),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect((await invoicesOf(id)).length).toBe(1)
  })
})

test('pause, resume with and without what was missed, change, delete', async () => {
  const { id, revision } = await plan({ nextRunOn: '2027-01-05' })
  await house.as.mia.execute(pausePlan, { planId: id })
  await runDuePlans(house, maple, '2027-03-01T15:00:00.000000Z')
  expect(await invoicesOf(id)).toEqual([])
  const on = await house.as.mia.execute(resumePlan, { planId: id }, { now: '2027-03-01T15:00:00.000000Z' })
  expect(on).toMatchObject({ state: 'active', nextRunOn: '2027-03-05' })
  await expect(
    house.as.mia.execute(updatePlan, { planId: id, ...form() }, { expectedRevision: revision }),
  ).rejects.toMatchObject({ code: 'stale_revision' })
  await house.as.mia.execute(deletePlan, { planId: id })
  await expect(house.as.mia.perform(readPlan, { planId: id })).rejects.toMatchObject({ code: 'not_found' })
})

test.each([
  ['a day that is past', { nextRunOn: '2026-03-01' }, /nextRunOn|marked/],
  ['an end before the start', { endOn: '2026-03-14' }, /marked/],
  ['no lines', { lines: [] }, /marked/],
  ['lines over nothing', { lines: [{ name: 'Free', unitPriceCents: 0 }] }, /more than zero/],
])('refuses %s', (_name, more, sentence) => expect(plan(more)).rejects.toThrow(sentence))

test('a plan from an invoice says what the invoice says', async () => {
  const invoice = await money.invoice(clientId, 7_700)
  const proposed = await house.as.mia.perform(proposePlan, { invoiceId: invoice.id }, { now })
  expect(proposed).toMatchObject({
    clientId,
    frequency: 'monthly',
    nextRunOn: '2026-04-02',
    lines: [{ unitPriceCents: 7_700 }],
  })
  const { clientName: _name, ...input } = proposed
  expect(await house.as.mia.execute(createPlan, input, { now })).toMatchObject({ totalCents: 7_700 })
})

const zones = `Etc/GMT+12 Pacific/Pago_Pago Pacific/Honolulu America/Anchorage America/Los_Angeles America/Denver
  America/Chicago America/New_York America/Halifax America/St_Johns America/Sao_Paulo Atlantic/Azores UTC Europe/London
  Europe/Berlin Africa/Cairo Europe/Moscow Asia/Tehran Asia/Karachi Asia/Kolkata Asia/Kathmandu Asia/Tokyo
  Australia/Lord_Howe Pacific/Kiritimati`.split(/\s+/)

test('pain 13: ten saves under 24 time zones leave the dates of plan and invoice unchanged', async () => {
  const made = await plan({ nextRunOn: '2030-03-31', dayOfMonth: 31, endOn: '2031-10-26', autoSend: false })
  const process = globalThis.process
  const before = process.env.TZ
  try {
    for (const [at, zone] of zones.entries()) {
      process.env.TZ = zone
      await house.sql('owner', 'UPDATE companies SET time_zone = $2 WHERE id = $1', [maple, zone])
      for (let save = 0; save < 10; save += 1) {
        const { lines, ...read } = await house.as.mia.perform(readPlan, { planId: made.id })
        const { name, projectId, templateId, frequency, every, dayOfMonth, nextRunOn, endOn } = read
        const { autoSend, dueDays, notes, terms, discount } = read
        const said = { name, clientId, projectId, templateId, frequency, every, dayOfMonth, nextRunOn, endOn }
        const saved = await house.as.mia.execute(
          updatePlan,
          { planId: made.id, ...said, autoSend, dueDays, notes, terms, discount, lines },
          { now: `${addDays('2026-03-01', at)}T23:30:00.000000Z` },
        )
        expect([saved.nextRunOn, saved.endOn, saved.dayOfMonth]).toEqual(['2030-03-31', '2031-10-26', 31])
      }
    }
    await runDuePlans(house, maple, '2030-05-15T12:00:00.000000Z')
    expect((await invoicesOf(made.id)).map((one) => [one.planned, one.issued, one.due])).toEqual([
      ['2030-03-31', '2030-03-31', '2030-04-14'],
      ['2030-04-30', '2030-04-30', '2030-05-14'],
    ])
    expect(addMonths('2030-03-31', 1)).toBe('2030-04-30')
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
    await house.sql('owner', "UPDATE companies SET time_zone = 'America/New_York' WHERE id = $1", [maple])
  }
}, 60_000)
