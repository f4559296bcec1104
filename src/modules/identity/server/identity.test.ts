import { createHash } from 'node:crypto'
import type { FastifyRequest, LightMyRequestResponse } from 'fastify'
import { beforeEach, describe, expect, test } from 'vitest'
import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { openPersonScope } from '#platform/scope.ts'
import { cast, castPassword } from '#testing/cast.ts'
import { ourPage } from '#testing/client.ts'
import { useHouse } from '#testing/house.ts'
import { identify } from './identify.ts'
import { jobs } from './jobs.ts'
import { registerPerson } from './register-person.ts'

const gated = useHouse({ ACCOUNTS_REQUIRE_EMAIL_VERIFICATION: '1' })
const open = useHouse()
const brief = useHouse({ SESSION_MAX_SECONDS: '7200' })
const secure = useHouse({ DEV_SECURE_SSL_REDIRECT: '1', EZ360_TRUST_PROXY: '1' })
type House = typeof open

let n = 0
/** A new address each time, so that one test's attempts do not slow another's. */
const nextIp = () => `10.1.${(n >> 8) & 255}.${n++ & 255}`
let ip = nextIp()
beforeEach(() => {
  ip = nextIp()
})

async function ask(house: House, path: string, payload: object, headers: { [name: string]: string } = {}) {
  const app = await house.app()
  return app.inject({
    method: 'POST',
    url: `/api/auth${path}`,
    payload,
    headers: { ...ourPage, ...headers },
    remoteAddress: ip,
  })
}
const cookieOf = (answer: LightMyRequestResponse) =>
  answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
const me = async (house: House, cookie: string) =>
  (await house.app()).inject({ url: '/api/v1/me', headers: { cookie } })

type Mail = { kind: string; to_email: string; text_body: string }
const mailsTo = (house: House, email: string) =>
  house.sql<Mail>(
    'platform',
    'SELECT kind, to_email, text_body FROM outbound_emails WHERE to_email = $1 ORDER BY created_at, id',
    [email],
  )
const tokenIn = (mail: Mail | undefined) => /token=([\w.-]+)/.exec(mail?.text_body ?? '')?.[1] ?? ''

const person = (email: string) => ({ name: 'Rosa Lind', email, password: castPassword, callbackURL: '/verify?done=1' })

/** Ids and instants differ from answer to answer. */
const shape = (answer: LightMyRequestResponse) => ({
  status: answer.statusCode,
  headers: Object.keys(answer.headers).sort(),
  body: answer.body
    .replace(/[0-9a-f-]{36}/g, 'id')
    .replace(/"\d{4}-[^"]*Z"/g, '"instant"')
    .replace(/"requestId":"[^"]*"/, ''),
})

describe('signing up where addresses are confirmed first', () => {
  test('mail, link, session', async () => {
    const signedUp = await ask(gated, '/sign-up/email', person('Rosa@Maple.test'))
    expect(signedUp.statusCode).toBe(200)
    expect(signedUp.json().signedIn).toBe(false)
    expect(signedUp.cookies.map(({ name }) => name)).toEqual(['ez360.signed_up'])
    const early = await ask(gated, '/sign-in/email', { email: 'rosa@maple.test', password: castPassword })
    expect([early.statusCode, early.json().code]).toEqual([403, 'EMAIL_NOT_VERIFIED'])
    const [mail] = await mailsTo(gated, 'rosa@maple.test')
    expect(mail?.kind).toBe('identity.verification')
    const verified = await ask(gated, '/verify-email', { token: tokenIn(mail) }, { cookie: cookieOf(signedUp) })
    expect([verified.statusCode, verified.json().status]).toEqual([200, true])
    expect((await me(gated, cookieOf(verified))).statusCode).toBe(200)
    // The link signs in once.
    const again = await ask(gated, '/verify-email', { token: tokenIn(mail) }, { cookie: cookieOf(signedUp) })
    expect(again.cookies).toEqual([])
    expect((await ask(gated, '/sign-in/email', { email: 'ROSA@maple.test ', password: castPassword })).statusCode).toBe(
      200,
    )
  })

  test('a taken address answers like a free one, and its owner gets a mail', async () => {
    const free = await ask(gated, '/sign-up/email', person('free@maple.test'))
    const taken = await ask(gated, '/sign-up/email', person(cast.ada.email))
    expect({ ...shape(taken), body: shape(taken).body.replace(cast.ada.email, 'free@maple.test') }).toEqual(shape(free))
    expect((await mailsTo(gated, cast.ada.email)).map((mail) => mail.kind)).toEqual(['identity.existing'])
    const unconfirmed = await ask(gated, '/sign-up/email', person('free@maple.test'))
    expect(shape(unconfirmed)).toEqual(shape(free))
    expect((await mailsTo(gated, 'free@maple.test')).map((mail) => mail.kind)).toEqual([
      'identity.verification',
      'identity.verification',
    ])
  })
})

test('where no address has to be confirmed, signing up signs in; a taken address gives no session', async () => {
  const made = await ask(open, '/sign-up/email', person('new@maple.test'))
  expect((await me(open, cookieOf(made))).json().user).toMatchObject({
    name: 'Rosa Lind',
    email: 'new@maple.test',
    emailVerified: false,
  })
  const [cookie] = made.cookies
  expect(cookie).toMatchObject({
    name: 'ez360.session_token',
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: 30 * 24 * 3600,
  })
  const taken = await ask(open, '/sign-up/email', person('new@maple.test'))
  expect([taken.statusCode, taken.cookies, taken.json().signedIn]).toEqual([200, [], false])
})

test('a wrong password and an unknown address are the same answer, after the same time', async () => {
  await ask(open, '/sign-up/email', person('known@maple.test'))
  const timed = async (email: string) => {
    const started = performance.now()
    const answer = await ask(open, '/sign-in/email', { email, password: 'not the right one' })
    return { ...shape(answer), ms: performance.now() - started }
  }
  const { ms: wrongMs, ...wrong } = await timed('known@maple.test')
  const { ms: unknownMs, ...unknown } = await timed('unknown@maple.test')
  expect(wrong).toEqual(unknown)
  expect(wrong.status).toBe(401)
  expect(wrong.body).toContain('"code":"INVALID_EMAIL_OR_PASSWORD"')
  expect(Math.min(wrongMs, unknownMs)).toBeGreaterThan(290)
})

describe('forgotten passwords', () => {
  test('the same answer for everybody; a link that works once and ends all sessions', async () => {
    const session = cookieOf(await ask(open, '/sign-up/email', person('lost@maple.test')))
    const asked = await ask(open, '/request-password-reset', { email: 'lost@maple.test', redirectTo: '/reset' })
    const unknown = await ask(open, '/request-password-reset', { email: 'nobody@maple.test', redirectTo: '/reset' })
    expect(shape(asked)).toEqual(shape(unknown))
    expect(await mailsTo(open, 'nobody@maple.test')).toEqual([])
    const token = tokenIn((await mailsTo(open, 'lost@maple.test')).at(-1))
    const weak = await ask(open, '/reset-password', { token, newPassword: 'rosalind-1' })
    expect([weak.statusCode, weak.json().detail]).toEqual([
      422,
      'Leave out your name and e-mail address: others know them.',
    ])
    expect((await me(open, session)).statusCode).toBe(200)
    expect((await ask(open, '/reset-password', { token, newPassword: 'a calm blue lantern' })).statusCode).toBe(200)
    expect((await me(open, session)).statusCode).toBe(401)
    const twice = await ask(open, '/reset-password', { token, newPassword: 'another calm lantern' })
    expect([twice.statusCode, twice.json().code]).toEqual([400, 'INVALID_TOKEN'])
    expect((await ask(open, '/sign-in/email', { email: 'lost@maple.test', password: castPassword })).statusCode).toBe(
      401,
    )
    const back = await ask(open, '/sign-in/email', { email: 'lost@maple.test', password: 'a calm blue lantern' })
    expect((await me(open, cookieOf(back))).json().user.emailVerified).toBe(true)
  })
})

test('signing out ends the session on the server', async () => {
  const session = cookieOf(await ask(open, '/sign-up/email', person('out@maple.test')))
  expect((await me(open, session)).statusCode).toBe(200)
  expect((await ask(open, '/sign-out', {}, { cookie: session })).statusCode).toBe(200)
  expect((await me(open, session)).statusCode).toBe(401)
})

test('the database knows the token of a session by its hash only, and refuses one that is not hashed', async () => {
  const made = await ask(open, '/sign-up/email', person('hash@maple.test'))
  const token = made.cookies[0]?.value.split('.')[0] ?? ''
  expect(token.length).toBeGreaterThan(20)
  const kept = await open.sql<{ token: string }>('owner', 'SELECT token FROM sessions')
  expect(kept.map((row) => row.token)).toContain(createHash('sha256').update(token).digest('hex'))
  expect(JSON.stringify(kept)).not.toContain(token)
  await expect(open.sql('app', "UPDATE sessions SET token = 'plain'")).rejects.toThrow(/sessions_token_hashed/)
})

test('the log of an account says when and from where, to its owner alone, and never changes', async () => {
  await ask(open, '/sign-up/email', person('log@maple.test'))
  const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' }
  await ask(open, '/sign-in/email', { email: 'log@maple.test', password: castPassword }, agent)
  await ask(open, '/sign-in/email', { email: 'log@maple.test', password: 'not the right one' }, agent)
  const read = 'SELECT event, device, ip_address FROM account_events'
  expect(await open.sql('app', read)).toEqual([])
  const [me] = await open.sql<{ id: string }>('owner', "SELECT id FROM users WHERE email = 'log@maple.test'")
  const mine = (text: string) =>
    openPersonScope({ ...open, origin: { requestId: 'test' }, mode: 'write' }, me?.id ?? '', (scope) =>
      scope.sql(text, text, []),
    )
  expect(await mine(`${read} ORDER BY id`)).toMatchObject([
    { event: 'signed_up', ip_address: ip },
    { event: 'signed_in', device: 'Firefox on Linux', ip_address: ip },
  ])
  await expect(mine('DELETE FROM account_events')).rejects.toThrow(/append-only/)
})

test('a session that is used moves its end, at most once an hour', async () => {
  const session = cookieOf(await ask(open, '/sign-up/email', person('roll@maple.test')))
  expect((await me(open, session)).headers['set-cookie']).toBeUndefined()
  await open.sql(
    'owner',
    "UPDATE sessions SET updated_at = now() - interval '2 hours', expires_at = now() + interval '1 day'",
  )
  const renewed = await me(open, session)
  expect(renewed.cookies[0]).toMatchObject({
    name: 'ez360.session_token',
    maxAge: 30 * 24 * 3600,
    httpOnly: true,
    path: '/',
  })
  expect((await me(open, session)).headers['set-cookie']).toBeUndefined()
  const [row] = await open.sql<{ far: boolean }>(
    'owner',
    "SELECT expires_at > now() + interval '29 days' AS far FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'roll@maple.test'",
  )
  expect(row?.far).toBe(true)
})

test('a session ends thirty days after it began, however much it is used', async () => {
  const cookie = cookieOf(await ask(open, '/sign-up/email', person('longest@maple.test')))
  const session = { cookies: Object.fromEntries(new URLSearchParams(cookie)), ip } as unknown as FastifyRequest
  const began = systemClock()
  const used = (seconds: number) => identify(open, session, { now: addSeconds(began, seconds) })
  const day = 24 * 3600
  for (let on = 1; on < 30; on++) await used(on * day)
  const ends = `SELECT round(extract(epoch FROM s.expires_at - $1::timestamptz) / 86400)::int AS day
    FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'longest@maple.test'`
  expect(await open.sql('owner', ends, [began])).toEqual([{ day: 59 }])
  await used(30 * day - 60)
  await expect(used(30 * day + 60)).rejects.toMatchObject({ code: 'not_signed_in' })
})

test('how long at most is a setting; what is past it stands in no list and goes at night', async () => {
  const old = cookieOf(await ask(brief, '/sign-up/email', person('brief@maple.test')))
  const sessions = "FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'brief@maple.test'"
  const count = () => brief.sql('owner', `SELECT count(*)::int AS n ${sessions}`)
  await brief.sql(
    'owner',
    `UPDATE sessions SET created_at = now() - interval '119 minutes' WHERE id IN (SELECT s.id ${sessions})`,
  )
  expect((await me(brief, old)).statusCode).toBe(200)
  await brief.sql(
    'owner',
    `UPDATE sessions SET created_at = now() - interval '121 minutes' WHERE id IN (SELECT s.id ${sessions})`,
  )
  expect((await me(brief, old)).json().type).toBe('/problems/not_signed_in')
  const fresh = cookieOf(await ask(brief, '/sign-in/email', { email: 'brief@maple.test', password: castPassword }))
  const listed = await (await brief.app()).inject({ url: '/api/v1/account/sessions', headers: { cookie: fresh } })
  expect(listed.json().items).toHaveLength(1)
  expect(await count()).toEqual([{ n: 2 }])
  for (const job of jobs) await job.run(brief, {})
  expect(await count()).toEqual([{ n: 1 }])
})

test.each([
  ['', ''],
  ['a forged signature', 'ez360.session_token=abcdefgh.AAAA'],
  ['no signature', 'ez360.session_token=abcdefgh'],
])('not signed in: %s', async (_, cookie) => {
  const answer = await me(open, cookie)
  expect([answer.statusCode, answer.json().type]).toEqual([401, '/problems/not_signed_in'])
})

test('with the gate on, a session of an unconfirmed address opens nothing', async () => {
  await gated.sql('owner', 'UPDATE users SET email_verified = false WHERE id = $1', [cast.cy.userId])
  const answer = await gated.as.cy.http.get('/api/v1/me')
  expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/email_not_verified'])
})

describe('closed doors', () => {
  test.each(['/delete-user', '/update-user', '/change-email', '/sign-in/social', '/list-sessions'])(
    '%s',
    async (path) => {
      expect((await ask(open, path, {})).statusCode).toBe(404)
    },
  )
  test('what is sent is checked, and nothing leads elsewhere', async () => {
    const bad = await ask(open, '/sign-up/email', { ...person('x@maple.test'), callbackURL: 'https://evil.test/' })
    expect([bad.statusCode, bad.json().errors[0].path]).toEqual([422, 'callbackURL'])
    const weak = await ask(open, '/sign-up/email', { ...person('x@maple.test'), password: 'Password123!' })
    expect([weak.statusCode, weak.json().errors[0].path]).toEqual([422, 'password'])
    const extra = { ...person('extra@maple.test'), emailVerified: true, isStaff: true, id: cast.ada.userId }
    await ask(open, '/sign-up/email', extra)
    const rows = await open.sql('owner', "SELECT email_verified, is_staff FROM users WHERE email = 'extra@maple.test'")
    expect(rows).toEqual([{ email_verified: false, is_staff: false }])
  })
  test('another site cannot sign anybody in', async () => {
    const answer = await ask(
      open,
      '/sign-in/email',
      { email: cast.ada.email, password: castPassword },
      { origin: 'https://evil.test' },
    )
    expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/cross_origin'])
  })
})

test('over HTTPS the cookie is bound to this host', async () => {
  const app = await secure.app()
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.9' }
  const made = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-up/email',
    payload: person('tls@maple.test'),
    headers,
  })
  expect(made.cookies[0]).toMatchObject({
    name: '__Host-ez360.session_token',
    secure: true,
    httpOnly: true,
    path: '/',
    sameSite: 'Lax',
  })
  expect(made.cookies[0]).not.toHaveProperty('domain')
  const answer = await app.inject({ url: '/api/v1/me', headers: { ...headers, cookie: cookieOf(made) } })
  expect(answer.json().user.email).toBe('tls@maple.test')
})

test('without “keep me signed in” the cookie ends with the browser, the session within a day', async () => {
  await ask(open, '/sign-up/email', person('short@maple.test'))
  const short = await ask(open, '/sign-in/email', {
    email: 'short@maple.test',
    password: castPassword,
    rememberMe: false,
  })
  expect(short.cookies.find(({ name }) => name === 'ez360.session_token')).not.toHaveProperty('maxAge')
  await open.sql(
    'owner',
    "UPDATE sessions SET updated_at = now() - interval '2 hours' WHERE expires_at < now() + interval '2 days'",
  )
  expect((await me(open, cookieOf(short))).headers['set-cookie']).toBeUndefined()
  const [row] = await open.sql<{ near: boolean }>(
    'owner',
    "SELECT min(expires_at) < now() + interval '25 hours' AS near FROM sessions s JOIN users u ON u.id = s.user_id WHERE u.email = 'short@maple.test'",
  )
  expect(row?.near).toBe(true)
})

test('five at once with one new address make one account, and nobody learns which was first', async () => {
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => ask(gated, '/sign-up/email', person('twice@maple.test'))),
  )
  expect(new Set(answers.map((answer) => JSON.stringify(shape(answer)))).size).toBe(1)
  const rows = await gated.sql(
    'owner',
    "SELECT count(*)::int AS n FROM users u JOIN credentials c ON c.user_id = u.id WHERE email = 'twice@maple.test'",
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('the night throws away what ended, and keeps what counts', async () => {
  await open.sql('owner', "UPDATE sessions SET expires_at = now() - interval '1 day' WHERE user_id = $1", [
    cast.mia.userId,
  ])
  await open.sql(
    'owner',
    "INSERT INTO throttles VALUES ('pair:old', 9, now() - interval '3 days'), ('known:old', 0, now() - interval '3 days'), ('pair:new', 9, now())",
  )
  for (const job of jobs) await job.run(open, {})
  const kept = await open.sql(
    'owner',
    "SELECT key FROM throttles WHERE key LIKE '%:old' OR key LIKE '%:new' ORDER BY key",
  )
  expect(kept).toEqual([{ key: 'known:old' }, { key: 'pair:new' }])
})

test('registerPerson makes someone who can sign in, once', async () => {
  const demo = { name: 'Demo', email: 'Demo@maple.test', password: 'demo demo demo' }
  const register = () => open.as.ada.scope((scope) => registerPerson(scope as never, demo))
  const id = await register()
  expect(await register()).toBe(id)
  const signedIn = await ask(open, '/sign-in/email', { email: 'demo@maple.test', password: demo.password })
  expect(signedIn.json().user.id).toBe(id)
})

test('a link to choose a new password is 256 bits long, known by its hash, and its hash opens nothing', async () => {
  await ask(open, '/sign-up/email', person('reset@maple.test'))
  await ask(open, '/request-password-reset', { email: 'reset@maple.test', redirectTo: '/reset' })
  const token = tokenIn((await mailsTo(open, 'reset@maple.test')).at(-1))
  expect(token).toMatch(/^[\w-]{43}$/)
  const rows = await open.sql<{ identifier: string }>('owner', 'SELECT identifier FROM verifications')
  expect(rows.length).toBeGreaterThan(0)
  for (const { identifier } of rows) {
    expect(identifier).toMatch(/^sha256:[0-9a-f]{64}$/)
    for (const stolen of [identifier.slice('sha256:'.length), identifier.replace(':', '')]) {
      const answer = await ask(open, '/reset-password', { token: stolen, newPassword: 'a calm blue lantern' })
      expect(answer.json().code).toBe('INVALID_TOKEN')
    }
  }
  await expect(open.sql('app', "UPDATE verifications SET identifier = 'reset-password:plain'")).rejects.toThrow(
    /verifications_hashed/,
  )
  expect((await ask(open, '/reset-password', { token, newPassword: 'a calm blue lantern' })).statusCode).toBe(200)
})
