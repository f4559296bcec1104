import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mountPages } from '#platform/http/pages.ts'
import { createHttp } from '#platform/http/server.ts'
import { companies } from './cast.ts'
import { useHouse } from './house.ts'
import { filled, type MountedRoute, routeTable } from './route-table.ts'

/** Every answer of every route carries the headers that protect it, whatever its status. */
const house = useHouse()
const reporting = useHouse({
  EZ360_CSP_REPORT_ONLY: '1',
  EZ360_BASE_URL: 'https://books.example.com',
  DEV_SECURE_SSL_REDIRECT: '1',
})
const tight = useHouse({ EZ360_RATE_LIMITS: '1', EZ360_RATE_LIMIT_READ: '1' })

let routes: MountedRoute[] = []
const seen = new Map<number, number>()
beforeAll(async () => {
  routes = await routeTable(await house.app())
})

type Headers = { [name: string]: unknown }
/** What may lie in a cache: it is the same for everybody. */
const shared = /^(\/api\/v1\/openapi\.json|\/seen\.js|\/mark\.svg|\/assets\/.*)$/

function faultsOf(headers: Headers, path: string): string[] {
  const policy = String(headers['content-security-policy'] ?? headers['content-security-policy-report-only'] ?? '')
  const directive = (name: string) => policy.split('; ').find((one) => one.startsWith(`${name} `))
  const scripts = directive('script-src') ?? directive('default-src')
  const cached = shared.test(path) || headers['cache-control'] === 'no-store'
  const wrong: [string, boolean][] = [
    ['no policy for scripts', scripts === undefined],
    ['inline scripts', /unsafe|\*|https?:|data:/.test(scripts ?? '')],
    ['no default', !/^default-src '(none|self)'$/.test(directive('default-src') ?? '')],
    ['may be framed', !/^frame-ancestors '(none|self)'$/.test(directive('frame-ancestors') ?? '')],
    ['x-frame-options', !/^(DENY|SAMEORIGIN)$/.test(String(headers['x-frame-options']))],
    ['nosniff', headers['x-content-type-options'] !== 'nosniff'],
    ['referrer-policy', !/^(strict-origin-when-cross-origin|same-origin)$/.test(String(headers['referrer-policy']))],
    ['cross-origin-opener-policy', headers['cross-origin-opener-policy'] !== 'same-origin'],
    ['cross-origin-resource-policy', headers['cross-origin-resource-policy'] !== 'same-origin'],
    ['permissions-policy', !String(headers['permissions-policy']).includes('geolocation=()')],
    ['cache-control', !cached],
    ['x-request-id', !headers['x-request-id']],
    ['tells what it runs on', headers['x-powered-by'] !== undefined || headers.server !== undefined],
  ]
  return wrong.filter(([, is]) => is).map(([what]) => what)
}

function look(answer: LightMyRequestResponse, { method, path }: MountedRoute, status?: number): void {
  const faults = faultsOf(answer.headers, path)
  expect(faults, `${method} ${path} answered ${answer.statusCode}`).toEqual([])
  if (status !== undefined) expect(answer.statusCode, `${method} ${path}`).toBe(status)
  seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1)
}

const ids = { companyId: companies.maple.id }
const changes = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method)
/** Streams do not end; they are looked at below. */
const ends = ({ path }: MountedRoute) => !path.endsWith('/events')

test('the walk is awake', () => {
  expect(routes.length).toBeGreaterThan(300)
  expect(routes).toContainEqual({ method: 'POST', path: '/csp-reports' })
  expect(routes).toContainEqual({ method: 'POST', path: '/api/v1/companies/:companyId/invoices/:invoiceId/send' })
})

test('every route: without a session', async () => {
  const app = await house.app()
  for (const route of routes)
    look(await app.inject({ method: route.method as 'GET', url: filled(route.path, ids) }), route)
})

test('every route: signed in', async () => {
  for (const route of routes.filter(({ method }) => method === 'GET').filter(ends))
    look(await house.as.ada.http.get(filled(route.path, ids)), route)
})

test('every route that changes something: from another site, as no JSON, broken, too large', async () => {
  const app = await house.app()
  const given: [number | undefined, { [name: string]: string }, string][] = [
    [403, { 'content-type': 'application/json', origin: 'https://evil.example' }, '{}'],
    [403, { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }, '{}'],
    [403, { 'content-type': 'application/json', 'sec-fetch-site': 'same-site' }, '{}'],
    [415, { 'content-type': 'text/html' }, '<p>'],
    [undefined, { 'content-type': 'application/json' }, '{"a":'],
    [undefined, { 'content-type': 'application/json' }, JSON.stringify({ a: 'x'.repeat(1024 * 1024) })],
  ]
  for (const route of routes.filter(({ method }) => changes(method)))
    for (const [status, headers, payload] of given) {
      const method = route.method as 'POST'
      const answer = await app.inject({ method, url: filled(route.path, ids), headers, payload })
      look(answer, route, status)
      expect(answer.statusCode, `${route.method} ${route.path}`).toBeLessThan(500)
    }
})

test('what does not exist, cannot be read, or has another method', async () => {
  const app = await house.app()
  for (const url of [
    '/nowhere.js',
    '/api/v1/nowhere',
    '/assets/none.js',
    '/%zz',
    '/%00',
    `/d/${'x'.repeat(600)}`,
    '//',
    '/..%2f..%2fetc',
  ])
    for (const method of ['GET', 'POST', 'DELETE'] as const)
      look(await app.inject({ method, url }), { method, path: url })
  for (const method of ['PUT', 'OPTIONS', 'TRACE', 'PROPFIND'])
    look(await app.inject({ method: method as 'PUT', url: '/healthz' }), { method, path: '/healthz' }, 404)
})

test('too many requests', async () => {
  const answers = []
  for (let asked = 0; asked < 12; asked += 1) answers.push(await tight.as.ada.http.get('/api/v1/me'))
  for (const answer of answers) look(answer, { method: 'GET', path: '/api/v1/me' })
  expect(answers.at(-1)?.statusCode).toBe(429)
})

test('our own mistakes', async () => {
  await house.sql('owner', 'ALTER TABLE catalog_items RENAME TO catalog_items_away')
  const path = '/api/v1/companies/:companyId/catalog-items'
  const answer = await house.as.ada.http.get(filled(path, ids))
  await house.sql('owner', 'ALTER TABLE catalog_items_away RENAME TO catalog_items')
  look(answer, { method: 'GET', path }, 500)
  expect(answer.body).not.toMatch(/catalog_items|relation|postgres/i)
})

test('the statuses that were met', () => {
  for (const status of [200, 204, 400, 401, 403, 404, 413, 415, 429, 500]) expect([...seen.keys()]).toContain(status)
})

test('while violations are only reported: the same policy under another name, and where to report', async () => {
  const app = await reporting.app()
  const { headers } = await app.inject({ url: '/healthz' })
  expect(faultsOf(headers, '/healthz')).toEqual([])
  expect(headers['content-security-policy']).toBeUndefined()
  expect(headers['content-security-policy-report-only']).toMatch(/; report-uri \/csp-reports; report-to csp$/)
  expect(headers['reporting-endpoints']).toBe('csp="https://books.example.com/csp-reports"')
  const redirected = await app.inject({ url: '//evil.example/a', headers: { host: 'evil.example' } })
  expect([redirected.statusCode, redirected.headers.location]).toEqual([
    308,
    'https://books.example.com/evil.example/a',
  ])
  expect(faultsOf(redirected.headers, '/')).toEqual([])
})

describe('over a real connection', () => {
  let port = 0
  beforeAll(async () => {
    const app = await house.app()
    await app.listen({ port: 0, host: '127.0.0.1' })
    port = (app.server.address() as AddressInfo).port
  })

  test('the event stream', async () => {
    const cookie = await import('#modules/identity/server/index.ts').then(({ sessionCookieFor }) =>
      sessionCookieFor(house, '0190a000-0000-7000-8000-0000000b0001'),
    )
    const stop = new AbortController()
    const url = `http://127.0.0.1:${port}/api/v1/companies/${companies.maple.id}/events`
    const answer = await fetch(url, { headers: { cookie }, signal: stop.signal })
    expect(answer.status).toBe(200)
    expect(faultsOf(Object.fromEntries(answer.headers), '/events')).toEqual([])
    stop.abort()
  })

  test.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['a header with a line break', 'GET / HTTP/1.1\r\nhost: x\r\nx: a\rb\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\na', 400],
    [
      'a length and chunks',
      'POST /csp-reports HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    [
      'chunks of no size',
      'POST /csp-reports HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      400,
    ],
    ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s is refused in words', async (_name, bytes, status) => {
    const answer = await raw(port, bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toMatch(/nosniff[\s\S]*default-src 'none'[\s\S]*no-store/i)
    expect(answer).toContain('/problems/')
  })
})

function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

describe('the web application’s files', () => {
  const root = mkdtempSync(join(tmpdir(), 'ez360-web-'))
  afterAll(() => rm(root, { recursive: true, force: true }))

  test('hashed files for ever, the page anew with its nonce, nothing outside the folder', async () => {
    mkdirSync(join(root, 'dist/web/assets'), { recursive: true })
    writeFileSync(join(root, 'dist/web/index.html'), '<head><style nonce="__CSP_NONCE__"></style></head>')
    mkdirSync(join(root, 'dist/web/.vite'))
    const shell = { file: 'assets/shell-Cd34.js', css: ['assets/shell-Ef56.css'], imports: ['_kit.js'] }
    const manifest = { '../ui/shell/shell.tsx': shell, '_kit.js': { file: 'assets/kit-Gh78.js' } }
    writeFileSync(join(root, 'dist/web/.vite/manifest.json'), JSON.stringify(manifest))
    writeFileSync(join(root, 'dist/web/assets/index-Ab12.js'), 'export {}')
    writeFileSync(join(root, 'dist/web/mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    writeFileSync(join(root, 'secret.txt'), 'secret')
    const settings = { ...house.settings, root }
    const app = await createHttp(settings, pino({ level: 'silent' }))
    await mountPages(app, settings)
    const asset = await app.inject('/assets/index-Ab12.js')
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(faultsOf(asset.headers, '/assets/index-Ab12.js')).toEqual([])
    const mark = await app.inject('/mark.svg')
    expect([mark.statusCode, mark.headers['cache-control']]).toEqual([200, 'public, max-age=3600'])
    expect(faultsOf(mark.headers, '/assets/')).toEqual([])
    const [first, second] = [await app.inject('/'), await app.inject('/companies/x')]
    for (const page of [first, second]) {
      expect(faultsOf(page.headers, '/')).toEqual([])
      const nonce = /nonce="([\w-]{22})"/.exec(page.body)?.[1]
      expect(page.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
    }
    expect(first.body).not.toBe(second.body)
    const inside = (await app.inject('/c/x/invoices')).body
    for (const { file } of Object.values(manifest)) {
      expect(inside).toContain(`<link rel="modulepreload" crossorigin href="/${file}">`)
      expect(first.body).not.toContain(file)
    }
    expect(inside).toContain('<link rel="preload" as="style" crossorigin href="/assets/shell-Ef56.css">')
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%2f..%2f..%2fsecret.txt',
      '/..%5csecret.txt',
    ])
      expect((await app.inject(path)).body, path).not.toBe('secret')
    await app.close()
  })
})
