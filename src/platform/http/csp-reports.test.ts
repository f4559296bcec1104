import { beforeEach, expect, test } from 'vitest'
import { useHouse } from '#testing/house.ts'
import { cspReportPath, listCspReports, violationsIn } from './csp-reports.ts'
import { sweepHttp } from './sweep.ts'

const house = useHouse()
beforeEach(async () => {
  await house.sql('owner', 'DELETE FROM csp_reports')
})

const link = 'k3Jx0W2mQ9rT7vB5nL1pD8sF6hG4jK0aZ2xC4vB6nM8'
const old = (blocked: string, more: object = {}) => ({
  'csp-report': {
    'document-uri': `https://books.example.com/d/${link}?utm=1`,
    'effective-directive': 'script-src-elem',
    'blocked-uri': blocked,
    'source-file': 'https://books.example.com/assets/index.js?v=1',
    'line-number': 7,
    disposition: 'report',
    ...more,
  },
})
const modern = {
  type: 'csp-violation',
  age: 3,
  url: 'https://books.example.com/',
  body: {
    documentURL: 'https://books.example.com/companies/0190a000-0000-7000-8000-00000000a001/invoices?q=secret',
    effectiveDirective: 'img-src',
    blockedURL: 'https://pixel.example/p.gif?user=1',
    disposition: 'enforce',
  },
}

async function send(body: unknown, type = 'application/csp-report', headers: { [name: string]: string } = {}) {
  const app = await house.app()
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  return app.inject({ method: 'POST', url: cspReportPath, payload, headers: { 'content-type': type, ...headers } })
}

test('both ways of reporting are kept, one row per kind, without queries and tokens', async () => {
  for (const at of [1, 2, 3])
    expect((await send(old(`https://evil.example/x.js?${at}`))).statusCode, String(at)).toBe(204)
  expect((await send([modern, { type: 'deprecation', body: {} }], 'application/reports+json')).statusCode).toBe(204)
  const reports = await listCspReports(house.pool)
  expect(reports.map(({ firstSeenAt: _first, lastSeenAt: _last, ...kind }) => kind)).toEqual([
    {
      directive: 'img-src',
      blocked: 'pixel.example/p.gif',
      page: '/companies/:id/invoices',
      source: null,
      disposition: 'enforce',
      seen: 1,
    },
    {
      directive: 'script-src-elem',
      blocked: 'evil.example/x.js',
      page: '/d/:id',
      source: 'books.example.com/assets/index.js:7',
      disposition: 'report',
      seen: 3,
    },
  ])
})

test('nonsense is answered alike and kept nowhere', async () => {
  for (const body of ['', '{', '[]', 'null', '{"csp-report":5}', '{"__proto__":{"x":1}}', [{ type: 'csp-violation' }]])
    expect((await send(body)).statusCode, String(body)).toBe(204)
  expect((await send('x'.repeat(40_000))).statusCode).toBe(413)
  expect((await send('<x/>', 'text/xml')).statusCode).toBe(415)
  expect((await send(old('x'), undefined, { origin: 'https://evil.example' })).statusCode).toBe(403)
  expect(await listCspReports(house.pool)).toEqual([])
})

test('what a report says cannot write on a terminal, and is short', () => {
  const [said] = violationsIn(
    old('inline', { 'effective-directive': `\u001b[2J${'x'.repeat(500)}`, 'document-uri': 'javascript:alert(1)' }),
  )
  expect(said?.directive).toMatch(/^\?\[2Jx{96}$/)
  expect(said?.page).toBe('javascript')
  expect(said?.blocked).toBe('inline')
})

test('only so many kinds are kept, known ones go on being counted, and old ones are forgotten', async () => {
  await house.sql(
    'owner',
    `INSERT INTO csp_reports (fingerprint, directive, blocked, page, disposition, first_seen_at, last_seen_at)
     SELECT md5(i::text), 'img-src', 'x', '/', 'report', now() - interval '40 days', now() - interval '40 days' FROM generate_series(1, 999) i`,
  )
  await send(old('https://one.example/'))
  await send(old('https://two.example/'))
  await send(old('https://one.example/'))
  const recent = (await listCspReports(house.pool)).filter(({ blocked }) => blocked !== 'x')
  expect(recent.map(({ blocked, seen }) => [blocked, seen])).toEqual([['one.example/', 2]])
  await sweepHttp.run(house, {})
  expect(await listCspReports(house.pool)).toHaveLength(1)
})
