import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTemplate } from '#modules/companies/contract.ts'
import { createInvite, joinByInvite } from '#modules/companies/contract-invites.ts'
import {
  createInvoice as createInvoiceEndpoint,
  createInvoiceLink,
  emailInvoice,
  readInvoicePdf,
} from '#modules/documents/contract.ts'
import { createInvoice, sendInvoice } from '#modules/documents/server/index.ts'
import { applySubscription } from '#modules/subscriptions/server/index.ts'
import { watchConnections } from './bad-input/connections.ts'
import { cast, companies } from './cast.ts'
import { seedForeignRecords, seedRecords } from './foreign-records.ts'
import { useHouse } from './house.ts'
import { filled, routeTable } from './route-table.ts'
import { changedTables, openSnapshots } from './snapshot.ts'
import { ask, names, tableFor, unknownId } from './walk.ts'
import { workCast } from './work-cast.ts'

/**
 * What others had to publish about theirs, each line of it a test here or in the suite that it belongs to: formulas in
 * exports (bad-input/formulas), the body that sets the actor and content types that skip validation (bad-input/bodies),
 * IPv6 aliases (platform/http/limits); equal timing by many rounds (auth/who-exists).
 */
const house = useHouse()
const connections = watchConnections()
let own: { [table: string]: string } = {}
let foreign: { [table: string]: string } = {}
let snapshots: Awaited<ReturnType<typeof openSnapshots>>
beforeAll(async () => {
  foreign = await seedForeignRecords(house)
  own = await seedRecords(house, companies.maple.id, '9100')
  snapshots = await openSnapshots(inject('adminUrl'), house.ownerUrl)
  return () => snapshots.close()
})

/** The queue keeps its own time; that a session is used, and how often somebody asks, is noted. */
const noted = /^pgboss\.(?!job\b)|^public\.(rate_buckets|sessions)$/
const quiet = (tables: string[]) => tables.filter((name) => !noted.test(name))

describe('GET never changes anything', () => {
  const audited = async () => {
    const text = 'SELECT action FROM audit_events ORDER BY id'
    const rows = await house.sql<{ action: string }>('owner', text, [], companies.maple.id)
    return rows.map(({ action }) => action)
  }
  test('on no route, for nobody, with ids that are there and the token of a link', async () => {
    const clientId = await workCast(house).client()
    const lines = [{ name: 'Design', unitPriceCents: 10_000 }]
    const { id: invoiceId } = await house.as.ada.execute(createInvoice, { clientId, lines })
    await house.as.ada.execute(sendInvoice, { invoiceId, email: null })
    const { url } = (await house.as.ada.http.call(createInvoiceLink, { invoiceId })).json() as { url: string }
    const ids: { [name: string]: string } = { companyId: companies.maple.id, token: url.split('/').at(-1) ?? '' }
    const routes = (await routeTable(await house.app())).filter(
      ({ method, path }) => method === 'GET' && !path.endsWith('/events'),
    )
    const before = await snapshots.take()
    const written = await audited()
    let found = 0
    for (const { path } of routes) {
      const below = path.replace('/api/v1/companies/:companyId', '')
      const named = Object.fromEntries(
        [...below.matchAll(/:(\w+Id)\b/g)].map(([, name = '']) => [
          name,
          own[tableFor(below, name) ?? ''] ?? unknownId,
        ]),
      )
      const at = filled(path, { ...named, ...ids, ...(/^\/invoices/.test(below) ? { invoiceId } : {}) })
      const answers = [await house.as.ada.http.get(at), await house.as.cy.http.get(`${at}?format=csv`)]
      found += answers.filter(({ statusCode }) => statusCode === 200).length
    }
    const changed = quiet(changedTables(before, await snapshots.take()))
    // Who takes everything along is written down before it is answered; Staff are refused and leave nothing.
    expect((await audited()).slice(written.length)).toEqual(['archive.export'])
    expect(changed).toEqual(['public.audit_events'])
    expect(routes.length).toBeGreaterThan(100)
    expect(found).toBeGreaterThan(80)
    expect(snapshots.tables).toBeGreaterThan(60)
  }, 120_000)

  test('and the snapshot would show one that did', async () => {
    const before = await snapshots.take()
    await house.sql('owner', 'UPDATE clients SET revision = revision WHERE id = $1', [own.clients])
    expect(quiet(changedTables(before, await snapshots.take()))).toEqual(['public.clients'])
  })
})

describe('CVE-2026-55610: bulk and clone routes look at each id', () => {
  const clones = names.filter(([name]) => /\/(duplicate|correct|invoice|restore|run|convert)$|from-/.test(name))
  const bulk = names.filter(([, route]) => {
    const { input, idFields } = ask(route, () => unknownId)
    return idFields.some((field) => Array.isArray(input[field]))
  })
  test('the walk is awake', () => expect([clones.length > 4, bulk.length > 5]).toEqual([true, true]))

  test.each([...new Map([...clones, ...bulk]).entries()])('%s', async (_name, route) => {
    const { input, idFields } = ask(route, (table) => own[table] ?? unknownId)
    for (const field of idFields) {
      const other = foreign[tableFor(route.endpoint.path, field) ?? ''] ?? unknownId
      input[field] = Array.isArray(input[field]) ? [...(input[field] as string[]), other] : other
    }
    const before = await snapshots.take()
    const answer = await house.as.ada.http.call(route.endpoint, input as never)
    expect([404, 409, 422], answer.body.slice(0, 200)).toContain(answer.statusCode)
    expect(quiet(changedTables(before, await snapshots.take())).filter((name) => name.startsWith('public.'))).toEqual(
      [],
    )
    for (const id of Object.values(foreign)) expect(answer.body).not.toContain(id)
  })
})

describe('templates, mails, PDFs and pages take what people write as text', () => {
  const hits: string[] = []
  let server: Server
  let at = ''
  beforeAll(async () => {
    server = createServer((request, response) => {
      hits.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const hostile = () =>
    [
      '{{7*7}}',
      `<img src="${at}/img">`,
      `<link rel=stylesheet href=${at}/css>`,
      `<iframe src="${at}/frame"></iframe>`,
      `#image("${at}/typst.png")`,
      '#read("/etc/passwd")',
      `#include "${at}/x.typ"`,
      '#(7*7)',
      '$7*7$',
      `![](${at}/markdown.png)`,
    ].join(' ')

  test('CVE-2026-34365: no outgoing request while a PDF is made, and {{7*7}} stays literal everywhere', async () => {
    const text = hostile()
    // The seeded endpoint leads outside, and its secret was never sealed.
    await house.sql('owner', 'UPDATE webhook_endpoints SET enabled = false', [], companies.maple.id)
    const clientId = await workCast(house).client({ organization_name: `Birch ${text.slice(0, 150)}` })
    const lines = [{ name: text.slice(0, 190), description: text, unitPriceCents: 10_000 }]
    const said = { clientId, lines, notes: text, terms: text, header: text, footer: text } as never
    const { id: invoiceId } = await house.as.ada.execute(createInvoice, said)
    await house.as.ada.execute(sendInvoice, { invoiceId, email: null })
    const pdf = await house.as.ada.http.call(readInvoicePdf, { invoiceId })
    expect(pdf.statusCode).toBe(200)
    const pages = await extractText(await getDocumentProxy(new Uint8Array(pdf.rawPayload)), { mergePages: true })
    const printed = pages.text.replace(/\s+/g, '')
    for (const literal of ['{{7*7}}', '#image("', '#read("/etc/passwd")', '#(7*7)', '$7*7$', '<iframesrc=', '![]('])
      expect(printed, literal).toContain(literal.replace(/\s+/g, ''))
    expect(printed).not.toMatch(/root:x:0|\b49\b/)

    const mail = { invoiceId, to: 'client@birch.test', message: text }
    const mailed = await house.as.ada.http.call(emailInvoice, mail)
    expect(mailed.statusCode, mailed.body).toBeLessThan(300)
    await house.settle()
    const rows = await house.sql<{ html: string; text: string; subject: string }>(
      'owner',
      'SELECT html_body AS html, text_body AS text, subject FROM outbound_emails WHERE company_id = $1',
      [companies.maple.id],
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { html, text: plain } of rows) {
      expect(html).toContain('{{7*7}}')
      expect(plain).toContain('{{7*7}}')
      expect(html).not.toMatch(/<(img|iframe|link|script)[^>]*127\.0\.0\.1/)
    }
    const { url } = (await house.as.ada.http.call(createInvoiceLink, { invoiceId })).json() as { url: string }
    const page = await (await house.app()).inject(new URL(url).pathname)
    expect(page.body).toContain('{{7*7}}')
    expect(page.body).not.toMatch(/<(img|iframe|link)[^>]*127\.0\.0\.1/)
    expect(hits).toEqual([])
    expect(connections.elsewhere(house.ownerUrl)).toEqual([])
  }, 60_000)

  test('a template with {{7*7}} gives documents that say {{7*7}}', async () => {
    const wording = { header: '{{7*7}} {{company.name}}', footer: `$\{7*7}`, notes: '<%= 7*7 %>' }
    const template = { documentType: 'invoice', name: '{{7*7}}', isDefault: true, ...wording } as const
    expect((await house.as.ada.http.call(createTemplate, template)).statusCode).toBe(201)
    const clientId = await workCast(house).client()
    const lines = [{ name: 'Design', unitPriceCents: 10_000 }]
    const draft = await house.as.ada.http.call(createInvoiceEndpoint, { clientId, lines } as never)
    expect(draft.json()).toMatchObject(wording)
  })
})

describe('next= stays local', () => {
  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\tx',
    'javascript:alert(1)',
    '\\\\evil',
    '/ok\r\nx: y',
  ])('%j is refused where a mail would lead there', async (place) => {
    const app = await house.app()
    for (const [path, field] of [
      ['sign-up/email', 'callbackURL'],
      ['send-verification-email', 'callbackURL'],
      ['request-password-reset', 'redirectTo'],
    ]) {
      const payload = { name: 'Rosa', email: 'rosa@next.test', password: 'first mango password', [field ?? '']: place }
      const answer = await app.inject({ method: 'POST', url: `/api/auth/${path}`, payload })
      expect([path, answer.statusCode]).toEqual([path, 422])
    }
  })
})

describe('GHSA-jrc6-fmhw-fpq2: every path with a credential takes as long for an address that exists as for one that does not', () => {
  const password = 'first mango password'
  test.each([
    ['sign-in/email', { password }],
    ['sign-up/email', { name: 'Rosa', password }],
    ['request-password-reset', {}],
    ['send-verification-email', {}],
  ])('%s', async (path, more) => {
    const app = await house.app()
    const timed = async (email: string) => {
      const started = performance.now()
      const payload = { email, ...more }
      const { statusCode } = await app.inject({ method: 'POST', url: `/api/auth/${path}`, payload })
      return { statusCode, ms: performance.now() - started }
    }
    const [known, unknown] = [await timed(cast.olga.email), await timed(`nobody-${path.length}@next.test`)]
    expect(known.statusCode).toBe(unknown.statusCode)
    // All the work fits into the time that every answer waits for.
    expect(Math.min(known.ms, unknown.ms)).toBeGreaterThan(290)
  })
})

test('an invite to an existing address changes no credential', async () => {
  const credentials = () =>
    house.sql(
      'owner',
      'SELECT u.*, c.password, c.updated_at FROM users u JOIN credentials c ON c.user_id = u.id ORDER BY u.id',
    )
  await house.as.olga.http.call(createInvite, { email: 'new@next.test', role: 'staff' })
  const before = await credentials()
  const made = await house.as.ada.http.call(createInvite, { email: cast.olga.email, role: 'admin' })
  expect(made.statusCode, made.body).toBe(201)
  const [mail] = await house.sql<{ text: string }>(
    'owner',
    "SELECT text_body AS text FROM outbound_emails WHERE kind = 'invite' AND to_email = $1",
    [cast.olga.email],
  )
  const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
  const taken = { token, name: 'Mallory', password: 'another mango password' }
  const joined = await house.as.ada.http.call(joinByInvite, taken)
  expect([joined.statusCode, joined.json().type]).toEqual([409, '/problems/invite_account_exists'])
  expect(await credentials()).toEqual(before)
})

test('a late event cannot revive a cancelled plan', async () => {
  const heard = (state: 'active' | 'canceled', day: number, more: object = {}) => ({
    ...{ state, plan: 'premium', paidEvery: 'month', extraSeats: 0, trialEndsAt: null, cancelAtPeriodEnd: false },
    ...{
      currentPeriodEnd: '2026-04-01T00:00:00.000000Z',
      discountPercent: null,
      asOf: `2026-03-0${day}T00:00:00.000000Z`,
    },
    ...{ stripeCustomerId: 'cus_1', stripeSubscriptionId: 'sub_1', ...more },
  })
  const apply = (said: object) => house.as.ada.scope((scope) => applySubscription(scope, said as never))
  const state = async () => {
    const text = 'SELECT state FROM company_subscriptions WHERE company_id = $1'
    return (await house.sql<{ state: string }>('owner', text, [companies.maple.id]))[0]?.state
  }
  await house
    .sql('owner', 'DELETE FROM company_subscriptions WHERE company_id = $1', [companies.maple.id])
    .catch(() => {})
  await apply(heard('active', 2))
  await apply(heard('canceled', 5))
  for (const late of [heard('active', 3), heard('active', 5), heard('active', 9)])
    expect([await apply(late), await state()]).toEqual([false, 'canceled'])
})
