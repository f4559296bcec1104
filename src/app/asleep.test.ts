import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { look } from '#modules/collections/server/look.ts'
import { updateCollectionSettings } from '#modules/collections/server/settings.ts'
import { closeCompany, deactivateMember, reactivateMember, reopenCompany } from '#modules/companies/contract.ts'
import { deliver } from '#modules/integrations/server/webhooks/deliver.ts'
import { runRecurringBills } from '#modules/payables/server/jobs.ts'
import { createRecurringBill } from '#modules/payables/server/save-recurring-bill.ts'
import { createPlan } from '#modules/recurring/server/create-plan.ts'
import { runDuePlans } from '#modules/recurring/server/run-due-plans.ts'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { payablesCast } from '#testing/payables-cast.ts'
import { workCast } from '#testing/work-cast.ts'

/** In a company that is closed or read-only nothing comes by itself; opened again, it is made up for. */
const house = useHouse({ STRIPE_SECRET_KEY: 'sk_test_of_the_tests' })
const [work, money, payables] = [workCast(house), moneyCast(house), payablesCast(house)]
const maple = companies.maple.id
const at = '2026-03-21T15:00:00.000000Z'

const subscription = (lapsed: boolean) =>
  house.sql(
    'owner',
    lapsed
      ? "UPDATE company_subscriptions SET state = 'trialing', trial_ends_at = '2026-03-01'"
      : "UPDATE company_subscriptions SET state = 'trialing', trial_ends_at = '2099-03-01'",
  )
const closed = (is: boolean) =>
  house.sql('owner', `UPDATE companies SET closed_at = ${is ? 'now()' : 'NULL'} WHERE id = $1`, [maple])

beforeAll(async () => {
  await subscription(false)
  const clientId = await work.client({ organization_name: 'Birch', email: 'pay@birch.example' })
  await money.invoice(clientId, 12_500, { dueOn: '2026-03-15' })
  await house.as.ben.execute(
    updateCollectionSettings,
    {
      remindersOn: true,
      rules: [{ offsetDays: 1, subject: 'Invoice {number}', message: '{amount}' }],
      statementsMonthly: false,
      lateFee: { kind: 'fixed', cents: 500 },
      lateFeeGraceDays: 0,
      lateFeeRepeat: 'monthly',
      lateFeeSend: true,
    },
    { now: '2026-03-01T15:00:00.000000Z' },
  )
  await house.as.mia.execute(
    createPlan,
    {
      name: 'Hosting',
      clientId,
      frequency: 'monthly',
      nextRunOn: '2026-03-20',
      autoSend: true,
      lines: [{ name: 'Hosting', unitPriceCents: 5_000 }],
    },
    { now: '2026-03-02T15:00:00.000000Z' },
  )
  const vendorId = await payables.vendor('Landlord')
  const accountId = await payables.account('6000')
  await house.as.ben.execute(
    createRecurringBill,
    {
      vendorId,
      name: 'Rent',
      frequency: 'monthly',
      dayOfMonth: 20,
      startsOn: '2026-03-20',
      lines: [{ accountId, description: 'Rent', unitPriceCents: 120_000 }],
    },
    { now: '2026-03-02T15:00:00.000000Z' },
  )
  await house.settle()
})
beforeEach(async () => {
  await subscription(false)
  await closed(false)
})

/** How much there is of what comes by itself. */
async function standing() {
  const [counted] = await house.sql(
    'owner',
    `SELECT (SELECT count(*)::int FROM documents) AS documents, (SELECT count(*)::int FROM bills) AS bills,
            (SELECT count(*)::int FROM journal_entries) AS entries, (SELECT count(*)::int FROM audit_events) AS events,
            (SELECT count(*)::int FROM outbound_emails WHERE company_id = '${maple}') AS emails`,
  )
  return counted as { [of: string]: number }
}

async function everythingThatComesByItself() {
  await runDuePlans(house, maple, at)
  await look(house, maple, at)
  await runRecurringBills(house, at)
  await house.settle()
}

describe('nothing comes by itself', () => {
  test.each([
    ['after the trial', () => subscription(true)],
    ['in a company that is closed', () => closed(true)],
  ])('%s', async (_when, sleep) => {
    await sleep()
    const before = await standing()
    await everythingThatComesByItself()
    expect(await standing()).toEqual(before)
    // Nor is it noted down as something that failed.
    const plans = await house.sql('app', 'SELECT failure, next_run_on::text AS next FROM recurring_plans')
    expect(plans).toEqual([{ failure: null, next: '2026-03-20' }])
  })
})

test('from a closed company no message goes to a webhook', async () => {
  const [endpoint, event, delivery] = [1, 2, 3].map((n) => `0190a000-0000-7000-9700-00000000000${n}`)
  await house.sql(
    'owner',
    "INSERT INTO webhook_endpoints (company_id, id, url, event_types, secret_sealed, created_at, updated_at) VALUES ($1, $2, 'https://example.com/hook', '{invoice.sent}', 'v1.x', now(), now())",
    [maple, endpoint],
  )
  await house.sql(
    'owner',
    "INSERT INTO webhook_events (company_id, id, type, occurred_at, data) VALUES ($1, $2, 'invoice.sent', now(), '{}')",
    [maple, event],
  )
  await house.sql(
    'owner',
    'INSERT INTO webhook_deliveries (company_id, id, endpoint_id, event_id, next_attempt_at, created_at) VALUES ($1, $2, $3, $4, now(), now())',
    [maple, delivery, endpoint, event],
  )
  await closed(true)
  await deliver(house, { companyId: maple, deliveryId: delivery as string })
  const [after] = await house.sql('app', 'SELECT state, attempts FROM webhook_deliveries WHERE id = $1', [delivery])
  expect(after).toEqual({ state: 'failed', attempts: 0 })
  await closed(false)
  await house.sql('owner', 'UPDATE webhook_endpoints SET enabled = false')
})

test('an owner of a read-only company lets people go, closes it and opens it; nobody is brought back', async () => {
  await subscription(true)
  const ada = house.as.ada.http
  expect((await ada.call(deactivateMember, { memberId: cast.cy.memberId })).statusCode).toBe(200)
  const back = await ada.call(reactivateMember, { memberId: cast.cy.memberId })
  expect([back.statusCode, back.json().type]).toEqual([403, '/problems/subscription_locked'])
  expect((await ada.call(closeCompany, { name: 'Maple Studio' })).statusCode).toBe(200)
  expect((await ada.call(reopenCompany, {})).statusCode).toBe(200)
})

test('awake again, what was due comes once', async () => {
  const before = await standing()
  await everythingThatComesByItself()
  await everythingThatComesByItself()
  const after = await standing()
  // The invoice of the plan and the late fee; one bill.
  expect([after.documents, after.bills]).toEqual([(before.documents ?? 0) + 2, (before.bills ?? 0) + 1])
  expect(after.emails).toBeGreaterThan(before.emails ?? 0)
})
