import type { LightMyRequestResponse } from 'fastify'
import { describe, expect, test, vi } from 'vitest'
import {
  addPasskey,
  askConfirmation,
  askNewPasskey,
  confirmByPasskey,
  listPasskeys,
} from '#modules/identity/contract.ts'
import { mailsTo } from '#testing/cookie-client.ts'
import { castPassword } from '../cast.ts'
import { type CookieClient, cookieClient, newcomer } from '../cookie-client.ts'
import { fakeAuthenticator } from '../fake-authenticator.ts'
import { useHouse } from '../house.ts'
import { copyOf, isSignedIn, jar, newPersonWithFactor, nextIp } from './jar.ts'

/** What an intruder left in an account, or began it with, is worth nothing to them once its owner comes. */
vi.setConfig({ testTimeout: 90_000 })
const gated = useHouse({ ACCOUNTS_REQUIRE_EMAIL_VERIFICATION: '1' })
const open = useHouse({ EZ360_BASE_URL: 'http://localhost:3000' })

const theirs = 'the intruder waits here'
const mine = 'a calm blue lantern'
const newer = 'another calm lantern'
const problem = (answer: LightMyRequestResponse) => [answer.statusCode, answer.json().type]

async function linkIn(house: typeof gated, email: string, kind: string): Promise<string> {
  const mails = (await mailsTo(house, email)).filter((mail) => mail.kind === kind)
  return /token=([\w.-]+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? ''
}
const confirmation = (email: string) => linkIn(gated, email, 'identity.verification')

async function signUp(email: string, password: string, ip = nextIp()) {
  const browser = jar(gated, ip)
  const answer = await browser.post('/sign-up/email', { name: 'Rosa Lind', email, password })
  expect([answer.statusCode, answer.json().signedIn]).toEqual([200, false])
  return browser
}
const signIn = async (email: string, password: string) =>
  (await jar(gated).post('/sign-in/email', { email, password })).statusCode

describe('an address that somebody else signed up with first', () => {
  test('belongs to its owner: one click in the browser that chose the newest password, and the older one is nothing', async () => {
    const email = 'first@victim.test'
    await signUp(email, theirs)
    const early = await confirmation(email)
    const browser = await signUp(email, mine)
    const confirmed = await browser.post('/verify-email', { token: await confirmation(email) })
    expect([confirmed.statusCode, await isSignedIn(browser)]).toEqual([200, true])
    expect([await signIn(email, theirs), await signIn(email, mine)]).toEqual([401, 200])
    // The mail that the intruder caused is of no more use.
    const again = await jar(gated).post('/verify-email', { token: early })
    expect([again.statusCode, again.cookies]).toEqual([200, []])
  })

  test('does not become theirs when they sign up last: their password is not blessed by the click', async () => {
    const email = 'last@victim.test'
    const browser = await signUp(email, mine)
    await signUp(email, theirs)
    const token = await confirmation(email)
    expect(problem(await browser.post('/verify-email', { token }))).toEqual([403, '/problems/confirm_with_password'])
    const wrong = await browser.post('/verify-email', { token, password: mine })
    expect([wrong.statusCode, wrong.json().errors[0].path]).toEqual([422, 'password'])
    expect(await isSignedIn(browser)).toBe(false)
    expect(await signIn(email, theirs)).toBe(403)
    // Whoever reads the mailbox comes in by a new password.
    await jar(gated).post('/request-password-reset', { email, redirectTo: '/reset' })
    const reset = await linkIn(gated, email, 'identity.reset')
    expect((await jar(gated).post('/reset-password', { token: reset, newPassword: newer })).statusCode).toBe(200)
    expect([await signIn(email, theirs), await signIn(email, newer)]).toEqual([401, 200])
  })

  test('in another browser the link wants the password, and signs in with it', async () => {
    const email = 'phone@victim.test'
    await signUp(email, mine)
    const token = await confirmation(email)
    const phone = jar(gated)
    expect(problem(await phone.post('/verify-email', { token }))).toEqual([403, '/problems/confirm_with_password'])
    expect((await phone.post('/verify-email', { token, password: mine })).statusCode).toBe(200)
    expect(await isSignedIn(phone)).toBe(true)
  })

  test('guesses at that password are counted like any other', async () => {
    const email = 'guess@victim.test'
    await signUp(email, mine)
    const token = await confirmation(email)
    const browser = jar(gated)
    const tried: number[] = []
    for (let n = 0; n < 6; n += 1)
      tried.push((await browser.post('/verify-email', { token, password: newer })).statusCode)
    expect(tried).toEqual([422, 422, 422, 422, 422, 429])
  })

  test('the cookie of a sign-up says nothing, and opens nothing by itself', async () => {
    const email = 'cookie@victim.test'
    const browser = await signUp(email, mine)
    const other = await signUp(email, theirs)
    await gated.sql('owner', 'UPDATE users SET email_verified = true WHERE email = $1', [email])
    const taken = await signUp(email, newer)
    expect([...taken.cookies.keys()]).toEqual([...browser.cookies.keys()])
    expect(taken.cookies.get('ez360.signed_up')).toHaveLength(other.cookies.get('ez360.signed_up')?.length ?? 0)
    for (const each of [browser, other, taken]) expect(await isSignedIn(copyOf(gated, each))).toBe(false)
    // A confirmed account is not changed by anybody who signs up with its address.
    expect([await signIn(email, theirs), await signIn(email, newer)]).toEqual([200, 401])
  })
})

test('where addresses need no confirmation a second sign-up changes nothing', async () => {
  const { email } = await newPersonWithFactor(open)
  const before = await open.sql(
    'owner',
    'SELECT password FROM credentials c JOIN users u ON u.id = c.user_id WHERE u.email = $1',
    [email],
  )
  await jar(open).post('/sign-up/email', { name: 'Mallory', email, password: theirs })
  expect(
    await open.sql('owner', 'SELECT password FROM credentials c JOIN users u ON u.id = c.user_id WHERE u.email = $1', [
      email,
    ]),
  ).toEqual(before)
})

describe('a passkey that an intruder added', () => {
  /** Somebody with a passkey on a device that the owner of the account does not have. */
  async function planted(email: string) {
    const client = await newcomer(open, email)
    const device = fakeAuthenticator()
    const { options } = (await client.call(askNewPasskey, { password: castPassword })).json()
    const added = await client.call(addPasskey, { name: 'Phone', credential: device.make(options) })
    expect(added.statusCode, added.body).toBe(200)
    return { client, device }
  }
  async function signInWith(device: ReturnType<typeof fakeAuthenticator>) {
    const client = cookieClient(open)
    const { options } = (await client.ask('POST', '/api/auth/passkey/options')).json()
    const answer = await client.ask('POST', '/api/auth/passkey/sign-in', { credential: device.use(options) })
    return { client, answer }
  }
  const paused = async (client: CookieClient) =>
    (await client.call(listPasskeys)).json().items.map((one: { paused: boolean }) => one.paused)

  test.each([
    [
      'a reset by mail',
      async (email: string) => {
        await jar(open).post('/request-password-reset', { email, redirectTo: '/reset' })
        const token = await linkIn(open, email, 'identity.reset')
        expect((await jar(open).post('/reset-password', { token, newPassword: newer })).statusCode).toBe(200)
      },
    ],
    [
      'a change of the password',
      async (email: string) => {
        const client = cookieClient(open)
        await client.signIn(email)
        const changed = await client.ask('POST', '/api/v1/account/password', {
          currentPassword: castPassword,
          newPassword: newer,
        })
        expect(changed.statusCode, changed.body).toBe(200)
      },
    ],
  ])('does not sign in after %s, until somebody with the new password confirmed it', async (name, change) => {
    const email = `planted-${name.length}@maple.test`
    const { device } = await planted(email)
    await change(email)
    expect(problem((await signInWith(device)).answer)).toEqual([401, '/problems/passkey_paused'])
    const owner = cookieClient(open)
    await owner.signIn(email, newer)
    expect(await paused(owner)).toEqual([true])
    const { options } = (await owner.call(askConfirmation, {})).json()
    expect((await owner.call(confirmByPasskey, { credential: device.use(options) })).statusCode).toBe(200)
    expect(await paused(owner)).toEqual([false])
    expect((await signInWith(device)).answer.statusCode).toBe(200)
  })
})
