import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { beforeAll, describe, expect, test } from 'vitest'
import { fullPath } from '#kernel/endpoint.ts'
import { isAllowed } from '#kernel/permissions.ts'
import { createStatementLink } from '#modules/collections/contract.ts'
import { createInvoiceLink } from '#modules/documents/contract.ts'
import { hashToken } from '#platform/http/mount.ts'
import { routes } from '../app/modules.ts'
import { type Asker, said, seatAskers } from './askers.ts'
import { cast, companies } from './cast.ts'
import { ourPage } from './client.ts'
import { type TestHouse, useHouse } from './house.ts'
import { moneyCast } from './money-cast.ts'
import { otherRoutes, type Walked } from './other-routes.ts'
import { root } from './places.ts'
import { filled, type MountedRoute, routeTable } from './route-table.ts'
import { unknownId } from './walk.ts'
import { workCast } from './work-cast.ts'

/** The wall where no contract of a company is: files, pages, streams, links, one's own account. */
const house = useHouse()
const published = useHouse({
  EZ360_ENV: 'prod',
  EZ360_BASE_URL: 'https://books.example.com',
  EMAIL_HOST: 'mail.example.com',
  DEFAULT_FROM_EMAIL: 'books@example.com',
})
let askers: Asker[] = []
let mounted: MountedRoute[] = []
beforeAll(async () => {
  askers = await seatAskers(house)
  mounted = await mountedIn(house)
})

const inCompany = new Set(
  routes
    .filter(({ endpoint }) => endpoint.area === 'company')
    .map(({ endpoint }) => `${endpoint.method} ${fullPath(endpoint)}`),
)
const nameOf = ({ method, path }: MountedRoute) => `${method} ${path}`
/** A file of the web application as it was built: the same for everybody. */
const isBuilt = ({ path }: MountedRoute) => path !== '/' && existsSync(join(root, 'dist', 'web', path))

async function mountedIn(which: TestHouse): Promise<MountedRoute[]> {
  const all = await routeTable(await which.app())
  return all.filter((route) => route.method !== 'HEAD' && !inCompany.has(nameOf(route)) && !isBuilt(route))
}

const ofKind = <K extends Walked['kind']>(kind: K) =>
  Object.entries(otherRoutes).flatMap(([name, walked]) => {
    const [method = '', path = ''] = name.split(' ')
    return walked.kind === kind ? [[name, { method, path }, walked as Extract<Walked, { kind: K }>] as const] : []
  })

test('every route that the router has is walked: as a contract, or named here', () => {
  expect(mounted.map(nameOf).sort()).toEqual(Object.keys(otherRoutes).sort())
})

test('in production there is no outbox', async () => {
  const there = (await mountedIn(published)).map(nameOf)
  expect(there).toEqual(expect.arrayContaining(['GET /healthz', 'GET /d/:token']))
  expect(Object.keys(otherRoutes).filter((name) => !there.includes(name) && !name.startsWith('GET /outbox'))).toEqual(
    [],
  )
  expect(there.filter((name) => name.includes('outbox'))).toEqual([])
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

type Sent = { headers?: { [name: string]: string }; payload?: Buffer | object }
async function send({ method }: MountedRoute, url: string, sent: Sent = {}): Promise<LightMyRequestResponse> {
  const app = await house.app()
  return app.inject({ method: method as 'GET', url, ...sent, headers: { ...ourPage, ...sent.headers } })
}

async function cookieOf(userId: string): Promise<{ cookie: string }> {
  const { sessionCookieFor } = await import('#modules/identity/server/index.ts')
  return { cookie: await sessionCookieFor(house, userId) }
}

describe('what belongs to a company', () => {
  const at = (path: string, companyId: string) => `${filled(path, { companyId })}?fileName=a.png`

  test.each(ofKind('company'))('%s', async (_name, route, { needs, sends }) => {
    const sent = sends ? { payload: png, headers: { 'content-type': 'image/png' } } : {}
    const nobody = await send(route, at(route.path, companies.maple.id), sent)
    expect([nobody.statusCode, nobody.json().type]).toEqual([401, '/problems/not_signed_in'])
    const asks = async ({ http }: Asker, companyId: string) =>
      sends
        ? http.post(at(route.path, companyId), png, { 'content-type': 'image/png' })
        : http.get(at(route.path, companyId))
    for (const asker of askers) {
      const there = said(await asks(asker, companies.oak.id))
      expect([asker.name, there.status, there]).toEqual([asker.name, 404, said(await asks(asker, unknownId))])
      if (!sends) continue
      const own = await asks(asker, companies.maple.id)
      const refused = own.statusCode === 403 && own.json().type === '/problems/not_allowed'
      expect([asker.name, refused, own.statusCode < 300]).toEqual([
        asker.name,
        !isAllowed(asker.holder, needs),
        isAllowed(asker.holder, needs),
      ])
    }
    const rival = { ...house.as.olga, name: 'rival', holder: { role: 'owner' as const } }
    expect(said(await asks(rival, companies.maple.id))).toEqual(said(await asks(rival, unknownId)))
  })

  test('the stream opens for every member', async () => {
    const app = await house.app()
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const stop = new AbortController()
    for (const { userId } of [cast.ada, cast.ben, cast.mia, cast.cy]) {
      const headers = await cookieOf(userId)
      const url = `${address}/api/v1/companies/${companies.maple.id}/events`
      expect((await fetch(url, { headers, signal: stop.signal })).status).toBe(200)
    }
    stop.abort()
  })
})

describe('a link opens what it names, for whoever holds it, and nothing when it is over', () => {
  type Tokens = { live: string; revoked: string; expired: string }
  const tokens: { [opens: string]: Tokens } = {}
  beforeAll(async () => {
    const clientId = await workCast(house).client()
    const { id: invoiceId } = await moneyCast(house).invoice(clientId, 5000)
    const ada = house.as.ada.http
    const paper = await ada.post(`/api/v1/companies/${companies.maple.id}/logo`, png, { 'content-type': 'image/png' })
    expect(paper.statusCode).toBe(200)
    tokens.document = await three('public_links', () => ada.call(createInvoiceLink, { invoiceId }))
    const period = { from: '2026-01-01', to: '2026-03-31' }
    tokens.statement = await three('statement_links', () => ada.call(createStatementLink, { clientId, ...period }))
    tokens.invite = await invited()
  })

  /** One that is good, one that was revoked, one whose time is over. */
  async function three(table: string, make: () => Promise<LightMyRequestResponse>): Promise<Tokens> {
    const made = [await make(), await make(), await make()]
    const [live = '', revoked = '', expired = ''] = made.map(
      (answer) => answer.json<{ url: string }>().url.split('/').at(-1) ?? '',
    )
    await end(table, revoked, 'revoked_at')
    await end(table, expired, 'expires_at')
    return { live, revoked, expired }
  }
  const end = (table: string, token: string, column: string) =>
    house.sql('owner', `UPDATE ${table} SET ${column} = '2026-03-02T10:00:00Z' WHERE token_hash = $1`, [
      hashToken(token),
    ])

  async function invited(): Promise<Tokens> {
    const made = {
      live: `live${'a'.repeat(40)}`,
      revoked: `revoked${'a'.repeat(40)}`,
      expired: `over${'a'.repeat(40)}`,
    }
    for (const [name, token] of Object.entries(made))
      await house.sql(
        'owner',
        `INSERT INTO invites (company_id, id, email, role, token_hash, invited_by, sent_at, expires_at, revoked_at)
         VALUES ($1, gen_random_uuid(), $2, 'staff', $3, $4, '2026-03-01T10:00:00Z', $5, $6)`,
        [
          companies.maple.id,
          `${name}@example.com`,
          hashToken(token),
          cast.ada.memberId,
          name === 'expired' ? '2026-03-02T10:00:00Z' : '2099-01-01T00:00:00Z',
          name === 'revoked' ? '2026-03-02T10:00:00Z' : null,
        ],
      )
    return made
  }

  test.each(ofKind('link'))('%s', async (_name, route, { opens, acts }) => {
    const all = tokens[opens] as Tokens
    const payload = route.method === 'GET' ? {} : { payload: { name: 'Rosa', password: 'the river in november 3' } }
    const asks = async (token: string, headers: { [name: string]: string }) => {
      const answer = await send(route, filled(route.path, { token }), { ...payload, headers })
      return { status: answer.statusCode, body: plain(answer.body, token) }
    }
    const holders = [
      {},
      await cookieOf(cast.olga.userId),
      await cookieOf(cast.ada.userId),
      await cookieOf(cast.cy.userId),
    ]
    for (const holder of holders) {
      const unknown = await asks(`none${'a'.repeat(40)}`, holder)
      expect(unknown.status).toBeGreaterThanOrEqual(400)
      for (const over of [all.revoked, all.expired]) expect(await asks(over, holder)).toEqual(unknown)
      if (acts) continue
      expect((await asks(all.live, holder)).status).toBeLessThan(300)
    }
  })
})

/** Without what differs each time: the request, the page's nonce, the token itself. */
function plain(body: string, token = ''): string {
  const page = body.replace(/"requestId":"[^"]*"/g, '').replace(/"[\w-]{22}"/g, '')
  return token === '' ? page : page.replaceAll(token, '')
}

describe('what is one’s own', () => {
  const named = ofKind('person')
  test.each(named)('%s wants a session', async (_name, route) => {
    const answer = await send(route, filled(route.path), route.method === 'GET' ? {} : { payload: {} })
    expect([answer.statusCode, answer.json().type]).toEqual([401, '/problems/not_signed_in'])
  })

  test.each(named.filter(([, { path }]) => /:\w+Id/.test(path)))('%s', async (_name, route) => {
    const theirs: { [name: string]: string } = { sessionId: '', passkeyId: '' }
    await cookieOf(cast.olga.userId)
    const text = 'SELECT id FROM sessions WHERE user_id = $1 LIMIT 1'
    theirs.sessionId = (await house.pool.query(text, [cast.olga.userId])).rows[0]?.id
    theirs.passkeyId = await passkeyOf(cast.olga.userId)
    const payload = { name: 'Mine', password: 'correct horse battery' }
    for (const { userId } of [cast.ada, cast.ben, cast.mia, cast.cy]) {
      const headers = await cookieOf(userId)
      const foreign = await send(route, filled(route.path, theirs), { headers, payload })
      const unknown = await send(route, filled(route.path), { headers, payload })
      expect(foreign.statusCode).toBeGreaterThanOrEqual(400)
      expect([foreign.statusCode, plain(foreign.body)]).toEqual([unknown.statusCode, plain(unknown.body)])
    }
  })

  async function passkeyOf(userId: string): Promise<string> {
    const client = await house.pool.connect()
    const id = crypto.randomUUID()
    try {
      await client.query(`BEGIN; SET LOCAL app.user_id = '${userId}'`)
      await client.query(
        `INSERT INTO passkeys (id, user_id, name, credential_id, public_key, counter, synced, created_at)
         VALUES ($1, $2, 'Foreign', $3, '\\x00', 0, false, now())`,
        [id, userId, `foreign-${id}`],
      )
      await client.query('COMMIT')
      return id
    } finally {
      client.release()
    }
  }
})

describe('what is the same for everybody', () => {
  const pages = ofKind('everybody').filter(([, { method, path }]) => method === 'GET' && !path.startsWith('/readyz'))
  test.each(pages)('%s', async (_name, route) => {
    const nobody = await send(route, filled(route.path))
    for (const { userId } of [cast.olga, cast.ada, cast.cy]) {
      const headers = await cookieOf(userId)
      const answer = await send(route, filled(route.path), { headers })
      expect([answer.statusCode, plain(answer.body)]).toEqual([nobody.statusCode, plain(nobody.body)])
    }
  })
})

describe('support mode', () => {
  test('exists nowhere yet: nothing that a caller says opens it, and nothing is marked as its doing', async () => {
    const said = { supportSessionId: unknownId, supportOperator: 'Nadia' }
    const headers = { 'x-support-session': unknownId, 'x-support-mode': 'write', 'x-support-operator': 'Nadia' }
    const cookie = `${(await cookieOf(cast.olga.userId)).cookie}; support_session=${unknownId}; __Host-support=${unknownId}`
    const url = `/api/v1/companies/${companies.maple.id}/clients`
    for (const method of ['GET', 'POST']) {
      const payload = method === 'POST' ? { organizationName: 'Into the wall', ...said } : undefined
      const answer = await send({ method, path: url }, `${url}?supportSessionId=${unknownId}`, {
        headers: { ...headers, cookie },
        ...(payload ? { payload } : {}),
      })
      expect([answer.statusCode, answer.json().type]).toEqual([404, '/problems/not_found'])
    }
    const marked = 'SELECT count(*)::int AS n FROM audit_events WHERE support_session_id IS NOT NULL'
    expect(await house.sql('owner', marked)).toEqual([{ n: 0 }])
    expect(mounted.filter(({ path }) => /support/.test(path))).toEqual([])
  })

  test('the application cannot write its mark, by SQL either', async () => {
    const insert = (role: 'app' | 'owner', operator: string | null) =>
      house.sql(
        role,
        `INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_name, action, support_session_id, support_operator)
         VALUES ($1, gen_random_uuid(), now(), 'member', 'Ada', 'clients.update', $2, $3)`,
        [companies.maple.id, unknownId, operator],
      )
    await expect(insert('app', 'Nadia')).rejects.toMatchObject({ code: '42501' })
    await expect(insert('owner', null)).rejects.toMatchObject({ constraint: 'audit_events_support' })
    await insert('owner', 'Nadia')
  })
})
