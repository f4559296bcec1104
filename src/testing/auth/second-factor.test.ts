import { describe, expect, test, vi } from 'vitest'
import { mailsTo } from '#testing/cookie-client.ts'
import { routes } from '../../app/modules.ts'
import { companies } from '../cast.ts'
import { ourPage } from '../client.ts'
import { useHouse } from '../house.ts'
import { copyOf, halfSignedIn, isSignedIn, jar, newPerson, newPersonWithFactor, password, sessionOf } from './jar.ts'

vi.setConfig({ testTimeout: 90_000 })
const house = useHouse()
const refusal = (answer: { statusCode: number; json(): { type: string } }) => [answer.statusCode, answer.json().type]
const unproven = [403, '/problems/factor_unproven']
const kinds = async (email: string) => (await mailsTo(house, email)).map(({ kind }) => kind)

describe('setting up', () => {
  test('wants the password, shows the secret once, is on with the first code, and tells the owner', async () => {
    const { email, browser } = await newPerson(house)
    expect(refusal(await browser.post('/second-factor/begin'))).toEqual([403, '/problems/identity_unproven'])
    const wrong = await browser.post('/second-factor/begin', { password: 'not my password' })
    expect([wrong.statusCode, wrong.json().errors]).toEqual([
      422,
      [{ path: 'password', message: 'That is not your password.' }],
    ])
    const begun = (await browser.post('/second-factor/begin', { password })).json()
    expect(begun.address).toBe(
      `otpauth://totp/EZ360PM:${encodeURIComponent(email)}?secret=${begun.secret}&issuer=EZ360PM&algorithm=SHA1&digits=6&period=30`,
    )
    expect((await browser.get('/api/auth/second-factor')).json()).toMatchObject({ on: false, recoveryCodes: 0 })
    expect(refusal(await browser.post('/second-factor/enable', { code: '000000' }))).toEqual([
      422,
      '/problems/code_wrong',
    ])
    expect(await kinds(email)).not.toContain('identity.factorOn')
  })

  test('until the first code comes the password alone signs in', async () => {
    const { email, browser } = await newPerson(house)
    await browser.post('/second-factor/begin', { password })
    const other = jar(house)
    expect((await other.post('/sign-in/email', { email, password })).json().signedIn).toBe(true)
  })

  test('a second app takes the place of none: the first has to be switched off', async () => {
    const { email, browser } = await newPersonWithFactor(house)
    expect(refusal(await browser.post('/second-factor/begin', { password }))).toEqual([409, '/problems/factor_on'])
    expect(await kinds(email)).toContain('identity.factorOn')
  })

  test('it ends every other session, for none of them has shown the factor', async () => {
    const { email, browser } = await newPerson(house)
    const elsewhere = jar(house)
    await elsewhere.post('/sign-in/email', { email, password })
    expect(await isSignedIn(elsewhere)).toBe(true)
    const { appOf } = await import('./jar.ts')
    const app = appOf((await browser.post('/second-factor/begin', { password })).json().secret)
    await browser.post('/second-factor/enable', { code: await app.code() })
    expect([await isSignedIn(browser), await isSignedIn(elsewhere)]).toEqual([true, false])
  })

  test('no answer and no table of ours gives the secret or a recovery code away', async () => {
    const { browser, email, recoveryCodes } = await newPersonWithFactor(house)
    const told = (await browser.get('/api/auth/second-factor')).body
    expect(Object.keys(JSON.parse(told)).sort()).toEqual(['confirmedAt', 'on', 'recoveryCodes', 'since'])
    const [row] = await house.sql<{ text: string }>(
      'owner',
      `SELECT (SELECT json_agg(f)::text FROM totp_factors f WHERE f.user_id = u.id) || (SELECT json_agg(r)::text FROM recovery_codes r WHERE r.user_id = u.id) AS text
       FROM users u WHERE u.email = $1`,
      [email],
    )
    for (const code of recoveryCodes) expect(row?.text).not.toContain(code.replaceAll('-', ''))
    expect(new Set(recoveryCodes).size).toBe(10)
  })

  test('a sealed secret that is copied to somebody else opens nothing', async () => {
    const mine = await newPersonWithFactor(house)
    const theirs = await newPersonWithFactor(house)
    await house.sql(
      'owner',
      `UPDATE totp_factors SET sealed_secret = (SELECT sealed_secret FROM totp_factors t JOIN users u ON u.id = t.user_id WHERE u.email = $1)
       WHERE user_id = (SELECT id FROM users WHERE email = $2)`,
      [mine.email, theirs.email],
    )
    const half = await halfSignedIn(house, theirs.email)
    expect(refusal(await half.post('/second-factor/sign-in', { code: await mine.app.code() }))).toEqual([
      422,
      '/problems/code_wrong',
    ])
  })
})

describe('half signed in', () => {
  test('the password alone gives no session; the code does', async () => {
    const { email, app } = await newPersonWithFactor(house)
    const half = await halfSignedIn(house, email)
    expect(await isSignedIn(half)).toBe(false)
    const owes = async () => refusal(await half.get('/api/auth/second-factor/sign-in'))
    expect(await owes()).toEqual([200, undefined])
    expect((await half.post('/second-factor/sign-in', { code: await app.code() })).statusCode).toBe(200)
    expect(await owes()).toEqual([401, '/problems/second_step_over'])
    expect(await isSignedIn(half)).toBe(true)
    expect(half.cookies.has('ez360.second_step')).toBe(false)
  })

  test('reaches only the second factor: every other route that wants a session says 401', async () => {
    const { email } = await newPersonWithFactor(house)
    const half = await halfSignedIn(house, email)
    const app = await house.app()
    const cookie = [...half.cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
    const signedInOnly = routes.filter(({ endpoint }) => endpoint.area !== 'public')
    for (const { endpoint } of signedInOnly) {
      const path = endpoint.path.replace(/:\w+/g, companies.maple.id)
      const url = endpoint.area === 'me' ? `/api/v1${path}` : `/api/v1/companies/${companies.maple.id}${path}`
      const { method } = endpoint
      const answer = await app.inject({
        method,
        url,
        headers: { cookie, ...ourPage },
        ...(method === 'GET' ? {} : { payload: {} }),
      })
      expect([method, url, ...refusal(answer)]).toEqual([method, url, 401, '/problems/not_signed_in'])
    }
    for (const path of ['confirm', 'begin', 'enable', 'recovery-codes', 'disable']) {
      const body = path === 'confirm' || path === 'enable' ? { code: '123456' } : { password }
      expect([path, ...refusal(await half.post(`/second-factor/${path}`, body))]).toEqual([
        path,
        401,
        '/problems/not_signed_in',
      ])
    }
    expect(signedInOnly.length).toBeGreaterThan(100)
  })

  test('is over after ten minutes, and after the code', async () => {
    const { email, app } = await newPersonWithFactor(house)
    const half = await halfSignedIn(house, email)
    const before = copyOf(house, half)
    expect((await half.post('/second-factor/sign-in', { code: await app.code() })).statusCode).toBe(200)
    expect(refusal(await before.post('/second-factor/sign-in', { code: await app.code(1) }))).toEqual([
      401,
      '/problems/second_step_over',
    ])
    const late = await halfSignedIn(house, email)
    await house.sql('owner', "UPDATE second_steps SET expires_at = now() - interval '1 second'")
    expect(refusal(await late.post('/second-factor/sign-in', { code: await app.code(1) }))).toEqual([
      401,
      '/problems/second_step_over',
    ])
  })

  test('a session that came about without the factor is none', async () => {
    const { email, browser } = await newPersonWithFactor(house)
    await house.sql(
      'owner',
      'UPDATE sessions SET factor_confirmed_at = NULL WHERE user_id = (SELECT id FROM users WHERE email = $1)',
      [email],
    )
    expect(await isSignedIn(browser)).toBe(false)
  })
})

describe('a code of the app', () => {
  test('works once', async () => {
    const { email, app } = await newPersonWithFactor(house)
    const code = await app.code()
    expect((await (await halfSignedIn(house, email)).post('/second-factor/sign-in', { code })).statusCode).toBe(200)
    expect(refusal(await (await halfSignedIn(house, email)).post('/second-factor/sign-in', { code }))).toEqual([
      422,
      '/problems/code_wrong',
    ])
  })

  test('works once, also when it comes from two browsers at the same time', async () => {
    const { email, app } = await newPersonWithFactor(house)
    const browsers = [await halfSignedIn(house, email), await halfSignedIn(house, email)]
    const code = await app.code()
    const answers = await Promise.all(browsers.map((one) => one.post('/second-factor/sign-in', { code })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).not.toEqual([200, 200])
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  })

  test('works a half minute early or late, not two', async () => {
    const { email, app } = await newPersonWithFactor(house)
    const half = await halfSignedIn(house, email)
    expect((await half.post('/second-factor/sign-in', { code: await app.code(3) })).statusCode).toBe(422)
    expect((await half.post('/second-factor/sign-in', { code: await app.code(-3) })).statusCode).toBe(422)
    expect((await half.post('/second-factor/sign-in', { code: await app.code(1) })).statusCode).toBe(200)
  })
})

describe('a recovery code', () => {
  test('works once, in place of the app, however it is written; the owner hears of it', async () => {
    const { email, recoveryCodes } = await newPersonWithFactor(house)
    const [code = ''] = recoveryCodes
    const written = code.toLowerCase().replaceAll('-', ' ')
    const half = await halfSignedIn(house, email)
    expect((await half.post('/second-factor/sign-in', { code: written })).statusCode).toBe(200)
    expect(await isSignedIn(half)).toBe(true)
    expect((await half.get('/api/auth/second-factor')).json().recoveryCodes).toBe(9)
    expect((await mailsTo(house, email)).at(-1)).toMatchObject({
      kind: 'identity.recoveryCodeUsed',
      text: expect.stringContaining('9 left'),
    })
    const again = await halfSignedIn(house, email)
    expect(refusal(await again.post('/second-factor/sign-in', { code }))).toEqual([422, '/problems/code_wrong'])
  })

  test('works once, also when it comes from two browsers at the same time', async () => {
    const { email, recoveryCodes } = await newPersonWithFactor(house)
    const browsers = [await halfSignedIn(house, email), await halfSignedIn(house, email)]
    const answers = await Promise.all(
      browsers.map((one) => one.post('/second-factor/sign-in', { code: recoveryCodes[0] })),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  })

  test('new ones take the place of the old ones', async () => {
    const { email, browser, recoveryCodes } = await newPersonWithFactor(house)
    const made = (await browser.post('/second-factor/recovery-codes')).json().recoveryCodes as string[]
    expect(made.filter((code) => recoveryCodes.includes(code))).toEqual([])
    const half = await halfSignedIn(house, email)
    expect((await half.post('/second-factor/sign-in', { code: recoveryCodes[1] })).statusCode).toBe(422)
    expect((await half.post('/second-factor/sign-in', { code: made[1] })).statusCode).toBe(200)
  })

  test('of somebody else is wrong', async () => {
    const mine = await newPersonWithFactor(house)
    const theirs = await newPersonWithFactor(house)
    const half = await halfSignedIn(house, mine.email)
    expect((await half.post('/second-factor/sign-in', { code: theirs.recoveryCodes[0] })).statusCode).toBe(422)
  })
})

describe('the session is renewed', () => {
  test('at every step-up: the old token opens nothing', async () => {
    const { browser, app } = await newPersonWithFactor(house)
    const before = copyOf(house, browser)
    expect((await browser.post('/second-factor/confirm', { code: await app.code() })).statusCode).toBe(200)
    expect(sessionOf(browser)).not.toBe(sessionOf(before))
    expect([await isSignedIn(browser), await isSignedIn(before)]).toEqual([true, false])
  })

  test('at signing in: the session that the browser had is over', async () => {
    const { email, browser, app } = await newPersonWithFactor(house)
    const before = copyOf(house, browser)
    await browser.post('/sign-in/email', { email, password })
    await browser.post('/second-factor/sign-in', { code: await app.code() })
    expect([await isSignedIn(browser), await isSignedIn(before)]).toEqual([true, false])
  })

  test('at signing in without a factor too', async () => {
    const { email, browser } = await newPerson(house)
    const before = copyOf(house, browser)
    await browser.post('/sign-in/email', { email, password })
    expect(sessionOf(browser)).not.toBe(sessionOf(before))
    expect([await isSignedIn(browser), await isSignedIn(before)]).toEqual([true, false])
  })

  test('a session that was only for a while stays one', async () => {
    const { email, app } = await newPersonWithFactor(house)
    const short = jar(house)
    await short.post('/sign-in/email', { email, password, rememberMe: false })
    const answer = await short.post('/second-factor/sign-in', { code: await app.code() })
    expect(answer.cookies.find(({ name }) => name === 'ez360.session_token')).not.toHaveProperty('maxAge')
    expect(short.cookies.has('ez360.dont_remember')).toBe(true)
  })
})

describe('switching off', () => {
  test('with a factor confirmed a moment ago; then the password alone signs in, and the owner is told', async () => {
    const { email, browser } = await newPersonWithFactor(house)
    expect((await browser.post('/second-factor/disable')).statusCode).toBe(200)
    expect(await kinds(email)).toContain('identity.factorOff')
    expect((await jar(house).post('/sign-in/email', { email, password })).json().signedIn).toBe(true)
    expect((await browser.get('/api/auth/second-factor')).json()).toEqual({
      on: false,
      since: null,
      confirmedAt: null,
      recoveryCodes: 0,
    })
    expect(refusal(await browser.post('/second-factor/disable', { password }))).toEqual([409, '/problems/factor_off'])
    expect(refusal(await browser.post('/second-factor/recovery-codes', { password }))).toEqual([
      409,
      '/problems/factor_off',
    ])
  })

  test('later on it wants the factor again: the password replaces none', async () => {
    const { email, browser, app } = await newPersonWithFactor(house)
    await house.sql(
      'owner',
      "UPDATE sessions SET factor_confirmed_at = now() - interval '11 minutes' WHERE user_id = (SELECT id FROM users WHERE email = $1)",
      [email],
    )
    for (const proof of [{}, { password }]) {
      expect(refusal(await browser.post('/second-factor/disable', proof))).toEqual(unproven)
      expect(refusal(await browser.post('/second-factor/recovery-codes', proof))).toEqual(unproven)
      expect(refusal(await browser.post('/second-factor/begin', proof))).toEqual(unproven)
    }
    await browser.post('/second-factor/confirm', { code: await app.code() })
    expect((await browser.post('/second-factor/disable')).statusCode).toBe(200)
  })
})
