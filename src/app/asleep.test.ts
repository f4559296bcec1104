import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { look } from '#modules/collections/server/look.ts'
import { updateCollectionSettings } from '#modules/collections/server/settings.ts'
import { closeCompany, deactivateMember, reactivateMember, reopenCompany } from '#modules/companies/contract.ts'
import { createInvite } from '#modules/companies/contract-invites.ts'
import { quotes } from '#modules/documents/contract.ts'
import { deleteWebhook, listWebhookDeliveries, listWebhooks, testWebhook } from '#modules/integrations/contract.ts'
import { deliver } from '#modules/integrations/server/webhooks/deliver.ts'
import { publish } from '#modules/integrations/server/webhooks/publish.ts'
import { runRecurringBills } from '#modules/payables/server/run-due-bills.ts'
import { createRecurringBill } from '#modules/payables/server/save-recurring-bill.ts'
import { createPlan } from '#modules/recurring/server/create-plan.ts'
import { runDuePlans } from '#modules/recurring/server/run-due-plans.ts'
import { openScope } from '#platform/scope.ts'
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

let clientId = ''
beforeAll(async () => {
  await subscription(false)
  clientId = await work.client({ organization_name: 'Birch', email: 'pay@birch.example' })
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
  await runRecurringBills(house, maple, at)
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

/** An address that wants to hear of sent invoices, and a message for it that waits. */
async function waitingDelivery(of: number): Promise<string> {
  const [endpoint, event, delivery] = [1, 2, 3].map((n) => `0190a000-0000-7000-9700-0000000000${of}${n}`)
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
  return delivery as string
}

async function delivered(deliveryId: string) {
  await deliver(house, { companyId: maple, deliveryId })
  const [after] = await house.sql('app', 'SELECT state, attempts FROM webhook_deliveries WHERE id = $1', [deliveryId])
  return after
}

test('from a closed company no message goes to a webhook', async () => {
  const delivery = await waitingDelivery(1)
  await closed(true)
  expect(await delivered(delivery)).toEqual({ state: 'failed', attempts: 0 })
  await closed(false)
  await house.sql('owner', 'UPDATE webhook_endpoints SET enabled = false')
})

test('after a change to a plan without webhooks nothing is told, by nobody; they are still seen and deleted', async () => {
  const delivery = await waitingDelivery(2)
  const told = async () => {
    const fact = { fact: 'invoice_sent', payload: { invoiceId: newId(), number: 'INV-1', clientId, totalCents: 1 } }
    const system = { kind: 'system', name: 'test' } as const
    const writing = { ...house, origin: { requestId: 'told' }, mode: 'write' } as const
    return (await openScope(writing, maple, system, (scope) => publish(scope, [fact]))).length
  }
  expect(await told()).toBe(1)
  await house.sql(
    'owner',
    "UPDATE company_subscriptions SET state = 'active', plan = 'professional', current_period_end = '2099-01-01'",
  )
  expect(await told()).toBe(0)
  expect(await delivered(delivery)).toEqual({ state: 'failed', attempts: 0 })
  const { http } = house.as.ada
  const [webhook] = (await http.call(listWebhooks, {})).json().items
  const { id: webhookId } = webhook
  expect((await http.call(testWebhook, { webhookId })).json().type).toBe('/problems/plan_needed')
  expect((await http.call(listWebhookDeliveries, { webhookId })).statusCode).toBe(200)
  for (const { id } of (await http.call(listWebhooks, {})).json().items)
    expect((await http.call(deleteWebhook, { webhookId: id })).statusCode).toBe(200)
  await house.sql('owner', "UPDATE company_subscriptions SET plan = 'premium'")
})

describe('nothing comes by a link', () => {
  /** The token of an estimate that was sent. */
  async function sentEstimate(): Promise<string> {
    const { create, send, createLink } = quotes.estimate
    const { http } = house.as.mia
    const lines = [{ name: 'Design', unitPriceCents: 5_000 }]
    const { id: documentId } = (await http.call(create as never, { clientId, lines } as never)).json<{ id: string }>()
    await http.call(send as never, { documentId, email: null } as never)
    const { url } = (await http.call(createLink as never, { documentId } as never)).json<{ url: string }>()
    return url.split('/').at(-1) ?? ''
  }
  const app = async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const answer = await (await house.app()).inject({ method, url, ...(payload ? { payload } : {}) })
    return [answer.statusCode, answer.json().type ?? answer.json()]
  }
  test.each([
    ['after the trial', () => subscription(true)],
    ['in a company that is closed', () => closed(true)],
  ])('%s', async (when, sleep) => {
    const estimate = await sentEstimate()
    const email = `${when.replaceAll(' ', '-')}@asleep.test`
    await house.as.ada.http.call(createInvite, { email, role: 'staff' })
    const [mail] = await house.sql<{ text: string }>(
      'app',
      'SELECT text_body AS text FROM outbound_emails WHERE to_email = $1',
      [email],
    )
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
    await sleep()
    const asleep = [409, '/problems/company_asleep']
    expect(await app('GET', `/api/v1/public/invites/${token}`)).toEqual(asleep)
    const newcomer = { name: 'Nia Park', password: 'maples turn red in autumn' }
    expect(await app('POST', `/api/v1/public/invites/${token}/join`, newcomer)).toEqual(asleep)
    expect(await house.sql('owner', 'SELECT 1 FROM users WHERE email = $1', [email])).toEqual([])
    for (const verb of ['accept', 'decline'])
      expect(await app('POST', `/api/v1/public/documents/${estimate}/${verb}`, { name: 'Pat' })).toEqual(asleep)
    // It can still be read; that somebody looked is not written down.
    const http = await house.app()
    expect((await http.inject({ url: `/d/${estimate}` })).statusCode).toBe(200)
    expect((await http.inject({ method: 'POST', url: `/d/${estimate}/seen` })).statusCode).toBe(204)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const page = await http.inject({ method: 'POST', url: `/d/${estimate}/accept`, payload: 'name=Pat', headers: form })
    expect(page.statusCode).toBe(409)
    expect(page.body).toContain('takes no answers here at the moment')
    await subscription(false)
    await closed(false)
    const seen = 'SELECT 1 FROM public_links WHERE first_viewed_at IS NOT NULL'
    expect(await house.sql('owner', seen)).toEqual([])
  })
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
