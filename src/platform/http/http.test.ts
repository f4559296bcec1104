import pino from 'pino'
import { afterAll, expect, test } from 'vitest'
import { Refusal } from '#kernel/refusal.ts'
import { readSettings } from '../settings.ts'
import { createHttp } from './server.ts'

const secret = 'x'.repeat(32)
const apps: { close(): Promise<unknown> }[] = []
afterAll(async () => {
  for (const app of apps) await app.close()
})

async function serve(environment: { [name: string]: string } = {}) {
  const app = await createHttp(readSettings({ EZ360_LOG: 'silent', ...environment }, '.'), pino({ level: 'silent' }))
  app.get('/fine', async () => ({ fine: true }))
  app.post('/change', async () => ({ changed: true }))
  app.get('/refused', async () => {
    throw new Refusal('books_locked', { lockedThrough: '2026-03-31' })
  })
  app.get('/broken', async () => {
    throw new Error('a password of the database')
  })
  apps.push(app)
  return app
}

test('a well-formed request id is honoured and returned, another one replaced', async () => {
  const app = await serve()
  const kept = await app.inject({ url: '/fine', headers: { 'x-request-id': 'abc-12345' } })
  expect(kept.headers['x-request-id']).toBe('abc-12345')
  for (const bad of ['short', 'with space inside', 'a'.repeat(200), '<script>alert(1)</script>']) {
    const made = await app.inject({ url: '/fine', headers: { 'x-request-id': bad } })
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('a refusal is a problem with its sentence, a bug tells nothing of its inside', async () => {
  const app = await serve()
  const refused = await app.inject({ url: '/refused', headers: { 'x-request-id': 'refused-1' } })
  expect(refused.headers['content-type']).toContain('application/problem+json')
  expect(refused.json()).toEqual({
    type: '/problems/books_locked',
    title: 'Not possible now',
    status: 409,
    detail: 'The books are locked through 2026-03-31. Choose a later date.',
    requestId: 'refused-1',
  })
  const broken = await app.inject('/broken')
  expect(broken.statusCode).toBe(500)
  expect(broken.body).not.toContain('password')
  expect(broken.json().requestId).toBe(broken.headers['x-request-id'])
})

test('only our own pages, and callers that are no browser, may change something', async () => {
  const app = await serve()
  const post = (headers: { [name: string]: string }) =>
    app.inject({ method: 'POST', url: '/change', headers: { host: 'localhost:3000', ...headers }, payload: {} })
  expect((await post({})).statusCode).toBe(200)
  expect((await post({ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
  expect((await post({ cookie: 'a=1', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
  for (const headers of [
    // A browser of today that has our cookie also says where the request comes from.
    { cookie: 'a=1' },
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:3000.evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' },
  ] as { [name: string]: string }[]) {
    const refused = await post(headers)
    expect([headers, refused.statusCode, refused.json().type]).toEqual([headers, 403, '/problems/cross_origin'])
  }
})

test.each([
  ['text/plain', '{}', 415, 'unsupported_media_type'],
  ['application/x-www-form-urlencoded', 'a=1', 415, 'unsupported_media_type'],
  ['application/json', '{"a":', 400, 'malformed_request'],
  ['application/json', '{"__proto__":{"x":1}}', 400, 'malformed_request'],
  ['application/json', JSON.stringify({ a: 'x'.repeat(1024 * 1024) }), 413, 'payload_too_large'],
])('a body of %s is refused in words', async (type, payload, status, code) => {
  const app = await serve()
  const refused = await app.inject({ method: 'POST', url: '/change', headers: { 'content-type': type }, payload })
  expect([refused.statusCode, refused.json().type]).toEqual([status, `/problems/${code}`])
})

test('every answer carries the headers that protect it, errors too', async () => {
  const app = await serve()
  for (const url of ['/fine', '/refused', '/broken', '/nowhere']) {
    const { headers } = await app.inject(url)
    expect(headers['x-content-type-options'], url).toBe('nosniff')
    expect(headers['content-security-policy'], url).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
    expect(headers['content-security-policy'], url).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers['cache-control'], url).toBe('no-store')
  }
})

test('production reports policy violations first, sends HSTS and redirects to HTTPS; development never does', async () => {
  const production = { EZ360_ENV: 'prod', EZ360_SECRET: secret, EZ360_BASE_URL: 'https://books.example.com' }
  const prod = await serve(production)
  const redirected = await prod.inject({ url: '/fine', headers: { host: 'books.example.com' } })
  expect([redirected.statusCode, redirected.headers.location]).toEqual([308, 'https://books.example.com/fine'])
  for (const ask of [{ url: '/api/v1/me' }, { url: '/fine', method: 'POST' }, { url: '//API?x' }] as const) {
    const refused = await prod.inject({ ...ask, headers: { host: 'books.example.com' } })
    expect([refused.statusCode, refused.json().type, refused.headers.location]).toEqual([
      403,
      '/problems/encryption_needed',
      undefined,
    ])
  }
  const direct = await serve({ ...production, SECURE_SSL_REDIRECT: '0' })
  const answered = await direct.inject('/fine')
  expect(answered.headers['strict-transport-security']).toContain('max-age=31536000')
  expect(answered.headers['content-security-policy-report-only']).toBeDefined()
  const dev = await serve({ SECURE_SSL_REDIRECT: '1', SECURE_HSTS_SECONDS: '99' })
  const plain = await dev.inject('/fine')
  expect([plain.statusCode, plain.headers['strict-transport-security']]).toEqual([200, undefined])
})

test.each([
  ['0', 'evil, client', '127.0.0.1'],
  ['1', 'client', 'client'],
  ['1', 'evil, client', 'client'],
  ['2', 'evil, client, front', 'client'],
])('behind %s proxies “%s” comes from %s: nobody writes an address of their own', async (proxies, forwarded, ip) => {
  const app = await serve({ EZ360_TRUST_PROXY: proxies })
  app.get('/ip', async (request) => ({ ip: request.ip }))
  const addresses: { [name: string]: string } = { evil: '203.0.113.66', client: '198.51.100.7', front: '10.0.0.2' }
  const header = forwarded
    .split(', ')
    .map((name) => addresses[name])
    .join(', ')
  const answer = await app.inject({ url: '/ip', headers: { 'x-forwarded-for': header } })
  expect(answer.json()).toEqual({ ip: addresses[ip] ?? ip })
})
