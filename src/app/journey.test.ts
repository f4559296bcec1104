import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { checkInvariants } from '#modules/reports/server/index.ts'
import { openScope } from '#platform/scope.ts'
import { ourPage } from '#testing/client.ts'
import { useHouse } from '#testing/house.ts'

/** The product's main job over HTTP, as a stranger who signs up: each step stands on the one before. */
const house = useHouse()

type Json = { [name: string]: never } & { id: string; items: Json[]; lines: Json[]; answer: Json; entries: Json[] }

let cookie = ''
let base = ''
const companyId = newId()
const made = { client: '', project: '', item: '', entry: '', invoice: '', link: '' }

async function ask(
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  payload?: object,
): Promise<{ status: number; json: Json; body: string }> {
  const app = await house.app()
  const headers = { cookie, ...ourPage, ...(method === 'GET' ? {} : { 'idempotency-key': newId() }) }
  const answer = await app.inject({
    method,
    url: url.startsWith('/api') || url.startsWith('/d/') ? url : base + url,
    headers,
    ...(payload ? { payload } : {}),
  })
  const set = [answer.headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0])
  if (set.length > 0) cookie = set.join('; ')
  const isJson = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, json: isJson ? answer.json() : ({} as Json), body: answer.body }
}

beforeAll(() => {
  base = `/api/v1/companies/${companyId}`
})

describe('from sign-up to the books', () => {
  test('1. sign up, sign out, sign in', async () => {
    const person = { name: 'Nora', email: 'nora@birch.test', password: 'a long walk home 7' }
    expect((await ask('POST', '/api/auth/sign-up/email', person)).status).toBe(200)
    cookie = ''
    expect((await ask('GET', '/api/v1/me')).status).toBe(401)
    expect(
      (await ask('POST', '/api/auth/sign-in/email', { email: person.email, password: 'wrong password 1' })).status,
    ).toBe(401)
    expect(
      (await ask('POST', '/api/auth/sign-in/email', { email: person.email, password: person.password })).status,
    ).toBe(200)
    expect((await ask('GET', '/api/v1/me')).json).toMatchObject({ user: { name: 'Nora' }, companies: [] })
  })

  test('2. create a company; twice is once', async () => {
    const company = {
      id: companyId,
      name: 'Birch Works',
      currency: 'USD',
      timeZone: 'America/New_York',
      invoiceDueDays: 14,
      salesTaxPercent: '8.25',
    }
    expect((await ask('POST', '/api/v1/companies', company)).status).toBe(201)
    expect((await ask('GET', '/api/v1/me')).json).toMatchObject({ companies: [{ id: companyId, role: 'owner' }] })
    const accounts = (await ask('GET', '/accounts?limit=200')).json
    expect(accounts.items.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['1000', '1100', '2100', '2200', '4000']),
    )
  })

  test('3. a client, a service, a project', async () => {
    made.client = (await ask('POST', '/clients', { organizationName: 'Cedar Bank', email: 'pay@cedar.test' })).json.id
    made.item = (
      await ask('POST', '/catalog-items', {
        itemType: 'service',
        name: 'Design',
        unitPriceCents: 12_000,
        unit: 'hour',
        taxable: true,
      })
    ).json.id
    made.project = (
      await ask('POST', '/projects', {
        clientId: made.client,
        name: 'Branch',
        billingType: 'hourly',
        hourlyRateCents: 10_000,
      })
    ).json.id
    expect(Object.values(made).filter((id) => id !== '')).toHaveLength(3)
  })

  test('4. time: timer, draft, submit, approve', async () => {
    expect((await ask('POST', '/timer/start', { projectId: made.project, serviceName: 'Sketches' })).status).toBe(200)
    expect((await ask('POST', '/timer/pause', {})).status).toBe(200)
    expect((await ask('POST', '/timer/resume', {})).status).toBe(200)
    expect((await ask('POST', '/timer/stop', {})).status).toBe(200)
    made.entry = (await ask('GET', '/time-entries')).json.items[0]?.id ?? ''
    const patched = await ask('PATCH', `/time-entries/${made.entry}`, { workedOn: '2026-03-02', minutes: 90 })
    expect([patched.status, patched.body]).toEqual([200, expect.stringContaining('"minutes":90')])
    expect((await ask('POST', '/time-entries/submit', { ids: [made.entry] })).status).toBe(200)
    expect((await ask('POST', '/time-entries/approve', { ids: [made.entry] })).status).toBe(200)
  })

  test('5. an invoice from time, completed by hand', async () => {
    const draft = await ask('POST', '/invoices/from-time', {
      clientId: made.client,
      groupBy: 'entry',
      issuedOn: '2026-03-03',
    })
    expect(draft.status).toBe(201)
    made.invoice = draft.json.id
    const lines = [
      ...draft.json.lines.map(
        ({ subtotalCents: _s, discountCents: _d, totalCents: _t, position: _p, ...line }) => line,
      ),
      { name: 'Prints', quantity: '2.5', unitPriceCents: 1_999, taxable: true, taxCents: 412 },
    ]
    const saved = await ask('PATCH', `/invoices/${made.invoice}`, {
      lines,
      discount: { kind: 'percent', percent: '10' },
    })
    // 15000 + round(2.5 × 19.99) = 19998 less 10 % = 2000 (half up) and 4.12 of tax.
    expect([saved.status, saved.json]).toEqual([
      200,
      expect.objectContaining({
        subtotalCents: 19_998,
        discountCents: 2_000,
        taxCents: 412,
        totalCents: 18_410,
        number: null,
      }),
    ])
  })

  test('6. the preview of sending is what sending does; afterwards it is locked, mailed and open by link', async () => {
    const seen = await ask('POST', `/invoices/${made.invoice}/send?dryRun=true`, {})
    expect(seen.json.entries).toHaveLength(1)
    expect((await ask('GET', `/invoices/${made.invoice}`)).json).toMatchObject({ state: 'draft', number: null })
    const sent = await ask('POST', `/invoices/${made.invoice}/send`, {})
    expect(sent.json).toMatchObject({ state: 'sent', number: '26/03/001', balanceDueCents: 18_410 })
    expect((seen.json.answer as Json & { number: string }).number).toBe('26/03/001')
    expect((await ask('PATCH', `/invoices/${made.invoice}`, { discount: { kind: 'none' } })).status).toBe(409)
    await house.settle()
    const mails = await house.sql<{ to_email: string; text_body: string }>(
      'platform',
      "SELECT to_email, text_body FROM outbound_emails WHERE to_email = 'pay@cedar.test'",
    )
    expect(mails).toHaveLength(1)
    made.link = /\/d\/[\w-]{43}/.exec(mails[0]?.text_body ?? '')?.[0] ?? ''
    cookie = ''
    const shared = await ask('GET', made.link)
    expect([shared.status, shared.body]).toEqual([200, expect.stringContaining('184.10')])
    await ask('POST', '/api/auth/sign-in/email', { email: 'nora@birch.test', password: 'a long walk home 7' })
  })

  test('7. a part, then the rest and more: partially paid, paid, client credit', async () => {
    const pay = (amountCents: number, allocated: number) =>
      ask('POST', '/payments', {
        clientId: made.client,
        method: 'check',
        amountCents,
        receivedOn: '2026-03-10',
        allocations: [{ invoiceId: made.invoice, amountCents: allocated }],
      })
    expect((await pay(10_000, 10_000)).status).toBe(201)
    expect((await ask('GET', `/invoices/${made.invoice}`)).json).toMatchObject({
      state: 'partially_paid',
      balanceDueCents: 8_410,
    })
    expect((await pay(9_000, 9_000)).status).toBe(409)
    expect((await pay(9_000, 8_410)).status).toBe(201)
    expect((await ask('GET', `/invoices/${made.invoice}`)).json).toMatchObject({ state: 'paid', balanceDueCents: 0 })
    expect((await ask('GET', `/clients/${made.client}/credit`)).body).toContain('590')
  })

  test('8. the books say the same, and the invariants hold', async () => {
    const trial = await ask('GET', '/reports/trial-balance?asOf=2026-03-31')
    for (const cents of ['19000', '17998', '412', '590']) expect(trial.body).toContain(cents)
    const statement = await ask('GET', '/reports/profit-and-loss?from=2026-03-01&to=2026-03-31&format=csv')
    expect(statement.body).toContain('179.98')
    for (const report of ['balance-sheet?asOf=2026-03-31', 'ar-aging?asOf=2026-03-31'])
      expect((await ask('GET', `/reports/${report}`)).status).toBe(200)
    const options = { ...house, origin: { requestId: 'journey' }, mode: 'read' } as const
    const verdicts = await openScope(options, companyId, { kind: 'system', name: 'test' }, checkInvariants)
    expect(verdicts.filter(({ ok }) => !ok)).toEqual([])
    expect(verdicts.length).toBeGreaterThan(8)
  })
})
