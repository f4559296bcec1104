import { Writable } from 'node:stream'
import { inspect } from 'node:util'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createInvoiceLink } from '#modules/documents/contract.ts'
import { createLog, tellError } from '#platform/log.ts'
import { ourPage } from './client.ts'
import { useHouse } from './house.ts'
import { moneyCast } from './money-cast.ts'
import { workCast } from './work-cast.ts'

/** A journey with every secret that there is, at the most talkative level, also while everything breaks. */
const house = useHouse({ ACCOUNTS_REQUIRE_EMAIL_VERIFICATION: '1' })
const lines: string[] = []
beforeAll(() => {
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const log = createLog({ log: 'json', mode: 'dev' }, destination)
  log.level = 'trace'
  Object.assign(house.outside, { log })
  // A library that prints past the log is caught as well.
  for (const loud of ['error', 'warn', 'log', 'info'] as const)
    vi.spyOn(console, loud).mockImplementation((...said: unknown[]) => {
      lines.push(inspect(said, { depth: 6 }))
    })
})
afterAll(() => {
  vi.restoreAllMocks()
})

const email = 'rosa@secrets.test'
const first = 'first mango password'
const second = 'second mango password'
const bearer = 'ez360_live_9f8e7d6c5b4a39281706f5e4d3c2b1a0'
const secrets = new Set([first, second, bearer])

async function ask(
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  cookie = '',
): Promise<LightMyRequestResponse> {
  // A session and a key together are refused, so whoever has a session sends no key.
  const who = cookie ? { cookie, ...ourPage } : { authorization: `Bearer ${bearer}` }
  const headers = { ...who, 'x-healthcheck-token': bearer }
  const answer = await (await house.app()).inject({ method, url, headers, ...(payload ? { payload } : {}) })
  for (const { value } of answer.cookies) {
    secrets.add(value)
    secrets.add(value.split('.')[0] ?? value)
  }
  return answer
}

const cookieOf = (answer: LightMyRequestResponse) =>
  answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')

async function tokenInLastMail(): Promise<string> {
  const text = 'SELECT text_body FROM outbound_emails WHERE to_email = $1 ORDER BY created_at DESC, id DESC LIMIT 1'
  const [mail] = await house.sql<{ text_body: string }>('platform', text, [email])
  const token = /token=([\w.-]+)/.exec(mail?.text_body ?? '')?.[1] ?? ''
  expect(token.length).toBeGreaterThan(10)
  secrets.add(token)
  return token
}

/** Takes a table away while the work runs, so that its statements fail with all their values. */
async function without(table: string, work: () => Promise<LightMyRequestResponse>, status = 500): Promise<void> {
  await house.sql('owner', `ALTER TABLE ${table} RENAME TO ${table}_away`)
  const answer = await work()
  await house.sql('owner', `ALTER TABLE ${table}_away RENAME TO ${table}`)
  expect([table, answer.statusCode]).toEqual([table, status])
}

test('no password, token, cookie or key of a whole journey is in a line of the log', async () => {
  const signUp = { name: 'Rosa Lind', email, password: first }
  await ask('POST', '/api/auth/sign-up/email', signUp)
  const verify = await tokenInLastMail()
  await ask('POST', '/api/auth/verify-email', { token: verify, password: first })
  await ask('POST', '/api/auth/sign-in/email', { email, password: second })
  const signedIn = await ask('POST', '/api/auth/sign-in/email', { email, password: first })
  const cookie = cookieOf(signedIn)
  expect((await ask('GET', '/api/v1/me', undefined, cookie)).statusCode).toBe(200)
  await ask('POST', '/api/auth/request-password-reset', { email })
  const reset = await tokenInLastMail()
  const newPassword = { newPassword: second, token: reset }
  await without('verifications', () => ask('POST', '/api/auth/reset-password', newPassword))
  await without('credentials', () => ask('POST', '/api/auth/reset-password', newPassword))
  await ask('POST', '/api/auth/reset-password', newPassword)
  await without('sessions', () => ask('POST', '/api/auth/sign-in/email', { email, password: second }))
  await without('sessions', () => ask('GET', '/api/v1/me', undefined, cookie))
  // The mail goes out beside the answer, which therefore tells nothing.
  const other = { ...signUp, email: 'x@secrets.test' }
  await without('outbound_emails', () => ask('POST', '/api/auth/sign-up/email', other), 200)
  await ask('GET', '/health/details', undefined, cookie)

  const clientId = await workCast(house).client()
  const { id } = await moneyCast(house).invoice(clientId, 10_000)
  const { url } = (await house.as.ada.http.call(createInvoiceLink, { invoiceId: id })).json() as { url: string }
  const link = url.split('/').at(-1) ?? ''
  secrets.add(link)
  expect((await ask('GET', `/d/${link}`)).statusCode).toBe(200)
  await ask('GET', `/d/${link}/nowhere`)
  await ask('GET', `/api/v1/public/documents/${link}`)
  await without('public_links', () => ask('GET', `/d/${link}`))
  await without('public_links', () => ask('GET', `/api/v1/public/documents/${link}/pdf`))
  await without('public_links', () => ask('POST', `/api/v1/public/documents/${link}/accept`, { name: 'Rosa' }))

  const said = lines.join('')
  expect(lines.length).toBeGreaterThan(25)
  expect(said.match(/our mistake/g)?.length).toBeGreaterThan(4)
  const leaked = [...secrets].filter((secret) => secret.length > 7 && said.includes(secret))
  expect(leaked.map((secret) => lines.find((line) => line.includes(secret)))).toEqual([])
})

test('what is known by name is taken out, wherever it stands', () => {
  const before = lines.length
  const { log } = house.outside
  log.info(
    { password: bearer, input: { token: bearer }, headers: { authorization: bearer, 'set-cookie': bearer } },
    'x',
  )
  log.info({ req: { headers: { cookie: bearer } }, body: { newPassword: bearer, secret: bearer } }, 'x')
  const said = lines.slice(before).join('')
  expect(said).not.toContain(bearer)
  expect(said.match(/…/g)).toHaveLength(7)
})

test('of an error is told what it is and where, never the values', () => {
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: `Key (token)=(${bearer}) exists.` })
  const error = new Error(`Failed query: insert into t\nparams: ${bearer},\nmore`, { cause })
  const told = tellError(error)
  expect(told).toMatchObject({ type: 'Error', cause: { code: '23505', message: 'duplicate key' } })
  expect(JSON.stringify(told)).not.toContain(bearer)
  expect(told.stack).toContain('secrets-in-logs.test.ts')
})
