import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '#modules/clients/contract.ts'
import { cast, companies } from '../cast.ts'
import { ourPage } from '../client.ts'
import { useHouse } from '../house.ts'
import { filled, type MountedRoute, routeTable } from '../route-table.ts'
import { faultOf } from './speak.ts'

/** Bodies that are no JSON, or not what they say they are. Whatever the content type, nothing gets past the schema. */
const house = useHouse()
let cookie = ''
let cases = 0
let writing: MountedRoute[] = []
/** Anew each time: one of the walks signs out. */
beforeEach(async () => {
  const { sessionCookieFor } = await import('#modules/identity/server/index.ts')
  cookie = await sessionCookieFor(house, cast.ada.userId)
})
beforeAll(async () => {
  const all = await routeTable(await house.app())
  writing = all.filter(({ method }) => method === 'POST' || method === 'PATCH' || method === 'PUT')
})
afterAll(() => {
  process.stdout.write(`bad bodies: ${cases} cases\n`)
})

const ids = { companyId: companies.maple.id }
async function send({ method, path }: MountedRoute, headers: { [name: string]: string }, payload: Buffer | string) {
  cases += 1
  const app = await house.app()
  const given = { cookie, ...ourPage, 'idempotency-key': `bad-body-${cases}`, ...headers }
  return app.inject({ method: method as 'POST', url: filled(path, ids), headers: given, payload })
}

const types = [
  'application/json\ta',
  'application/json\t',
  ' application/json',
  'application/json ;',
  'application/jsonx',
  'application/json/x',
  'application/json, text/plain',
  'application/vnd.api+json',
  'text/json',
  'APPLICATION/JSON',
  'application/json; charset=utf-16',
  'application/json; charset="',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  '*/*',
  'image/svg+xml',
]

/** Whatever stands in their body is not looked at. */
const needsNoBody = /\/(sign-out|passkey\/options)$/

test('CVE-2026-25223: a content type that is written strangely never gets past the schema, on any route', async () => {
  const faults: string[] = []
  for (const route of writing.filter(({ path }) => path !== '/csp-reports'))
    for (const type of types) {
      const answer = await send(route, { 'content-type': type }, '{"nobody knows this":1}')
      const refused = answer.statusCode >= 400 || needsNoBody.test(route.path)
      const page = String(answer.headers['content-type']).startsWith('text/html')
      const fault = page ? undefined : faultOf(answer)
      if (!refused || fault)
        faults.push(`${route.method} ${route.path} as ${type}: ${answer.statusCode} ${fault ?? ''}`)
    }
  expect(faults).toEqual([])
  expect(writing.length).toBeGreaterThan(120)
}, 120_000)

const client = { method: 'POST', path: '/api/v1/companies/:companyId/clients' }
const asJson = { 'content-type': 'application/json' }

describe('JSON that is none, or strange', () => {
  const bodies: [string, Buffer | string][] = [
    ['nothing', ''],
    ['cut off', '{"organizationName":"Birch'],
    ['two values', '{"organizationName":"Birch"}{"x":1}'],
    ['a list', '[]'],
    ['a word', '"Birch"'],
    ['a number', '1'],
    ['null', 'null'],
    ['comments', '{/* x */"organizationName":"Birch"}'],
    ['single quotes', "{'organizationName':'Birch'}"],
    ['NaN', '{"organizationName":NaN}'],
    ['a tab in a string', '{"organizationName":"a\tb"}'],
    ['NUL between', '{"organizationName":\u0000"Birch"}'],
    [
      'bytes that are no UTF-8',
      Buffer.from([...Buffer.from('{"organizationName":"'), 0xff, 0xfe, 0xc0, ...Buffer.from('\u0000"}')]),
    ],
    ['UTF-16', Buffer.from('{"organizationName":"Birch"}', 'utf16le')],
    ['deep lists', `{"organizationName":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['deep objects', `{"organizationName":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`],
    ['very many fields', `{${Array.from({ length: 40_000 }, (_, at) => `"f${at}":1`).join(',')}}`],
    ['__proto__', '{"organizationName":"Birch","__proto__":{"role":"owner"}}'],
    ['__proto__ in escapes', '{"organizationName":"Birch","\\u005f_proto__":{"role":"owner"}}'],
    ['constructor', '{"organizationName":"Birch","constructor":{"prototype":{"role":"owner"}}}'],
    ['a field twice, the second wrong', '{"organizationName":"Birch","organizationName":7}'],
    ['gzip', gzipSync('{"organizationName":"Birch"}')],
    ['a bomb', gzipSync(Buffer.alloc(1_000_000, 97))],
  ]
  test.each(bodies)('%s', async (_name, body) => {
    for (const more of [{}, { 'content-encoding': 'gzip' }, { 'content-encoding': 'br' }] as {
      [name: string]: string
    }[]) {
      const answer = await send(client, { ...asJson, ...more }, body)
      expect(answer.statusCode, answer.body.slice(0, 200)).toBeGreaterThanOrEqual(400)
      expect(faultOf(answer)).toBeUndefined()
    }
    expect(({} as { role?: string }).role).toBeUndefined()
  })
})

test('of a field that stands twice the last one counts, and is checked', async () => {
  const answer = await send(client, asJson, '{"organizationName":7,"organizationName":"Birch"}')
  expect([answer.statusCode, answer.json().organizationName]).toEqual([201, 'Birch'])
})

test('CVE-2025-61928: the body never sets who acts, nor in which company', async () => {
  const before = await house.sql<{ n: number }>('owner', 'SELECT count(*)::int AS n FROM clients', [], companies.oak.id)
  for (const said of [
    'userId',
    'memberId',
    'actor',
    'actorUserId',
    'companyId',
    'company_id',
    'role',
    'createdBy',
    'needs',
  ]) {
    const answer = await send(client, asJson, JSON.stringify({ organizationName: 'Birch', [said]: companies.oak.id }))
    expect([said, answer.statusCode]).toEqual([said, 422])
  }
  const headers = { 'x-user-id': '0190a000-0000-7000-8000-0000000b0005', 'x-company-id': companies.oak.id }
  const made = await house.as.mia.http.call(createClient, { organizationName: 'Cedar' }, { headers })
  expect(made.statusCode).toBe(201)
  const [row] = await house.sql<{ actor: string }>(
    'owner',
    'SELECT actor_name AS actor FROM audit_events WHERE subject_id = $1',
    [made.json().id],
  )
  expect(row?.actor).toBe('Mia')
  expect(await house.sql('owner', 'SELECT count(*)::int AS n FROM clients', [], companies.oak.id)).toEqual(before)
})
