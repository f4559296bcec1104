import { describe, expect, test } from 'vitest'
import { openPersonScope } from '#platform/scope.ts'
import { appOf } from '#testing/auth/jar.ts'
import { castPassword } from '#testing/cast.ts'
import { type CookieClient, cookieClient, mailsTo, newcomer } from '#testing/cookie-client.ts'
import { fakeAuthenticator, type Lie } from '#testing/fake-authenticator.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../../contract.ts'
import { resetFactor } from '../second-factor/acts.ts'

const house = useHouse({ EZ360_BASE_URL: 'http://localhost:3000' })
const gated = useHouse({ EZ360_BASE_URL: 'http://localhost:3000', ACCOUNTS_REQUIRE_EMAIL_VERIFICATION: '1' })

type Answer = Awaited<ReturnType<CookieClient['ask']>>
const problem = (answer: Answer) => [answer.statusCode, answer.json().type]
const refused = [401, '/problems/passkey_refused']
const late = [409, '/problems/passkey_too_late']

const unproven = [403, '/problems/factor_unproven']

/** Shows the passkey in a session. */
async function confirm(client: CookieClient, device: ReturnType<typeof fakeAuthenticator>) {
  const { options } = (await client.call(contract.askConfirmation, {})).json()
  const confirmed = await client.call(contract.confirmByPasskey, { credential: device.use(options) })
  expect(confirmed.statusCode, confirmed.body).toBe(200)
}

const optionsFor = async (client: CookieClient) =>
  (await client.call(contract.askNewPasskey, { password: castPassword })).json().options
const signInOptions = async (client: CookieClient) =>
  (await client.ask('POST', '/api/auth/passkey/options')).json().options

/** Somebody new, with a passkey on a device. */
async function holder(email: string) {
  const client = await newcomer(house, email)
  const device = fakeAuthenticator()
  const credential = device.make(await optionsFor(client))
  const added = await client.call(contract.addPasskey, { name: 'Phone', credential })
  expect(added.statusCode, added.body).toBe(200)
  return { client, device }
}

test('signing in with it leaves no other session behind in that browser', async () => {
  const { client, device } = await holder('before@maple.test')
  const before = new Map(client.cookies)
  expect((await signIn(device, {}, client)).answer.statusCode).toBe(200)
  const old = cookieClient(house)
  for (const [name, value] of before) old.cookies.set(name, value)
  expect((await old.call(contract.readAccount)).statusCode).toBe(401)
})

async function signIn(device: ReturnType<typeof fakeAuthenticator>, lie: Lie = {}, client = cookieClient(house)) {
  const options = await signInOptions(client)
  const credential = device.use(options, lie)
  return { client, credential, answer: await client.ask('POST', '/api/auth/passkey/sign-in', { credential }) }
}

test('added with the password, it signs in without one, and counts as a second factor', async () => {
  const { client, device } = await holder('rosa@maple.test')
  expect((await mailsTo(house, 'rosa@maple.test')).at(-1)?.kind).toBe('identity.passkey_added')
  const { client: elsewhere, answer } = await signIn(device)
  expect([answer.statusCode, answer.json()]).toEqual([200, { done: true }])
  expect((await elsewhere.call(contract.readAccount)).json()).toMatchObject({ email: 'rosa@maple.test', proven: true })
  const [passkey] = (await client.call(contract.listPasskeys)).json().items
  expect(passkey).toMatchObject({ name: 'Phone', synced: false, lastUsedAt: expect.any(String) })
  const { items } = (await client.call(contract.listAccountEvents)).json()
  expect(items.map(({ event }: contract.AccountEvent) => event)).toEqual([
    'signed_in_by_passkey',
    'passkey_added',
    'signed_up',
  ])
  // Ten minutes after it the password is not asked for.
  expect((await elsewhere.call(contract.askNewPasskey, {})).statusCode).toBe(200)
})

test('what the browser is asked with names nobody, and wants the person looked at', async () => {
  const options = await signInOptions(cookieClient(house))
  expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required', allowCredentials: [] })
  const { client, device } = await holder('asked@maple.test')
  await confirm(client, device)
  expect(await optionsFor(client)).toMatchObject({
    ...{ rp: { id: 'localhost', name: 'EZ360PM' }, attestation: 'none' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: [{ id: expect.any(String) }],
  })
})

describe('adding is refused', () => {
  test('without the password', async () => {
    const client = await newcomer(house, 'noproof@maple.test')
    expect(problem(await client.call(contract.askNewPasskey, {}))).toEqual([403, '/problems/identity_unproven'])
  })

  test.each<[string, Lie, unknown[]]>([
    ['for another site', { origin: 'https://evil.test' }, refused],
    ['for another host', { rpId: 'evil.test' }, refused],
    ['when the device did not look at the person', { unverified: true }, refused],
    ['as an answer to something else', { type: 'webauthn.get' }, refused],
    ['for a challenge that we never gave', { challenge: 'bm90IG91cnM' }, late],
  ])('%s', async (name, lie, expected) => {
    const client = await newcomer(house, `add-${name.replaceAll(' ', '-')}@maple.test`)
    const options = await optionsFor(client)
    const credential = fakeAuthenticator().make(options, lie)
    expect(problem(await client.call(contract.addPasskey, { name: 'Phone', credential }))).toEqual(expected)
    expect((await client.call(contract.listPasskeys)).json().items).toEqual([])
    // A refused answer has used its challenge up.
    if (lie.challenge) return
    const honest = fakeAuthenticator().make(options)
    expect(problem(await client.call(contract.addPasskey, { name: 'Phone', credential: honest }))).toEqual(late)
  })

  test('in another session than the one that asked, and twice', async () => {
    const here = await newcomer(house, 'bound@maple.test')
    const there = cookieClient(house)
    await there.signIn('bound@maple.test')
    const credential = fakeAuthenticator().make(await optionsFor(here))
    const add = (client: CookieClient) => client.call(contract.addPasskey, { name: 'Phone', credential })
    expect(problem(await add(there))).toEqual(late)
    expect((await add(here)).statusCode).toBe(200)
    expect(problem(await add(here))).toEqual(late)
  })
})

describe('signing in is refused, always with the same words', () => {
  test.each<[string, Lie]>([
    ['signed by another key', { otherKey: true }],
    ['for another site', { origin: 'https://evil.test' }],
    ['for another host', { rpId: 'evil.test' }],
    ['without looking at the person', { unverified: true }],
    ['with a counter that stood still', { counter: 1 }],
    ['with a counter that went back', { counter: 0 }],
  ])('%s', async (name, lie) => {
    const { device } = await holder(`in-${name.replaceAll(' ', '-')}@maple.test`)
    const { client, answer } = await signIn(device, lie)
    expect(problem(answer)).toEqual(refused)
    expect([...client.cookies.keys()]).toEqual(['ez360.passkey'])
  })

  test('for a passkey that is not known here', async () => {
    const { answer } = await signIn(fakeAuthenticator())
    expect(problem(answer)).toEqual(refused)
  })
})

describe('a challenge', () => {
  test('is good once, also for two at the same moment', async () => {
    const { device } = await holder('once@maple.test')
    const client = cookieClient(house)
    const credential = device.use(await signInOptions(client))
    const both = await Promise.all([1, 2].map(() => client.ask('POST', '/api/auth/passkey/sign-in', { credential })))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  })

  test('is bound to the browser that asked', async () => {
    const { device } = await holder('browser@maple.test')
    const credential = device.use(await signInOptions(cookieClient(house)))
    const other = cookieClient(house)
    await signInOptions(other)
    expect(problem(await other.ask('POST', '/api/auth/passkey/sign-in', { credential }))).toEqual(late)
  })

  test('of one tab stays good when another tab of the browser asks', async () => {
    const { device } = await holder('tabs@maple.test')
    const client = cookieClient(house)
    const first = await signInOptions(client)
    await signInOptions(client)
    const answer = await client.ask('POST', '/api/auth/passkey/sign-in', { credential: device.use(first) })
    expect(answer.statusCode).toBe(200)
  })

  test('is for one thing only, and ends', async () => {
    const { client, device } = await holder('purpose@maple.test')
    const { options } = (await client.call(contract.askConfirmation, {})).json()
    const credential = device.use(options)
    expect(problem(await client.ask('POST', '/api/auth/passkey/sign-in', { credential }))).toEqual(late)
    const old = device.use((await client.call(contract.askConfirmation, {})).json().options)
    await house.sql('owner', "UPDATE passkey_challenges SET expires_at = now() - interval '1 second'")
    expect(problem(await client.call(contract.confirmByPasskey, { credential: old }))).toEqual(late)
  })

  test('is kept as a hash', async () => {
    const { challenge } = await signInOptions(cookieClient(house))
    const kept = await house.sql('owner', 'SELECT * FROM passkey_challenges')
    expect([kept.length > 0, JSON.stringify(kept).includes(challenge)]).toEqual([true, false])
  })
})

describe('confirming who one is', () => {
  test('renews the session and stands for the password', async () => {
    const { client, device } = await holder('step@maple.test')
    expect((await client.call(contract.readAccount)).json().proven).toBe(false)
    const before = new Map(client.cookies)
    const { options } = (await client.call(contract.askConfirmation, {})).json()
    expect(options.allowCredentials).toMatchObject([{ id: device.id, transports: ['internal'] }])
    const confirmed = await client.call(contract.confirmByPasskey, { credential: device.use(options) })
    expect(confirmed.statusCode, confirmed.body).toBe(200)
    expect((await client.call(contract.readAccount)).json().proven).toBe(true)
    const [latest] = (await client.call(contract.listAccountEvents)).json().items
    expect(latest).toMatchObject({ event: 'identity_confirmed', detail: 'Phone' })
    const old = cookieClient(house)
    for (const [name, value] of before) old.cookies.set(name, value)
    expect((await old.call(contract.readAccount)).statusCode).toBe(401)
    expect((await client.call(contract.askEmailChange, { newEmail: 'step-to@maple.test' })).statusCode).toBe(200)
  })

  test("another person's passkey does not", async () => {
    const { client } = await holder('self@maple.test')
    const { device } = await holder('friend@maple.test')
    const { options } = (await client.call(contract.askConfirmation, {})).json()
    expect(problem(await client.call(contract.confirmByPasskey, { credential: device.use(options) }))).toEqual(refused)
  })
})

describe('whoever has a passkey and no app', () => {
  /** What leads to another factor, or takes one away. */
  const acts = (client: CookieClient, passkeyId: string) => [
    client.ask('POST', '/api/auth/second-factor/begin', { password: castPassword }),
    client.call(contract.askNewPasskey, { password: castPassword }),
    client.call(contract.removePasskey, { passkeyId, password: castPassword }),
  ]
  const idOf = async (client: CookieClient) => (await client.call(contract.listPasskeys)).json().items[0].id

  test('reaches no other factor by the password alone', async () => {
    await holder('only@maple.test')
    const thief = cookieClient(house)
    await thief.signIn('only@maple.test')
    for (const answer of acts(thief, await idOf(thief))) expect(problem(await answer)).toEqual(unproven)
    expect((await thief.call(contract.readAccount)).json()).toMatchObject({ hasFactor: true, proven: false })
  })

  test('nor by a new password from the mailbox, which pauses the passkey', async () => {
    await holder('mailbox@maple.test')
    const newer = 'quite another lantern'
    const thief = cookieClient(house)
    await thief.ask('POST', '/api/auth/request-password-reset', { email: 'mailbox@maple.test', redirectTo: '/reset' })
    const mail = (await mailsTo(house, 'mailbox@maple.test')).findLast(({ kind }) => kind === 'identity.reset')
    const token = /token=([\w-]+)/.exec(mail?.text ?? '')?.[1]
    await thief.ask('POST', '/api/auth/reset-password', { token, newPassword: newer })
    await thief.signIn('mailbox@maple.test', newer)
    expect((await thief.call(contract.listPasskeys)).json().items[0].paused).toBe(true)
    const begun = await thief.ask('POST', '/api/auth/second-factor/begin', { password: newer })
    expect(problem(begun)).toEqual(unproven)
  })

  test('nor by what was begun while the password was enough', async () => {
    const client = await newcomer(house, 'begun@maple.test')
    const thief = cookieClient(house)
    await thief.signIn('begun@maple.test')
    const { secret } = (await thief.ask('POST', '/api/auth/second-factor/begin', { password: castPassword })).json()
    const planted = fakeAuthenticator().make(await optionsFor(thief))
    const credential = fakeAuthenticator().make(await optionsFor(client))
    expect((await client.call(contract.addPasskey, { name: 'Phone', credential })).statusCode).toBe(200)
    const code = await appOf(secret).code()
    expect(problem(await thief.ask('POST', '/api/auth/second-factor/enable', { code }))).toEqual([
      409,
      '/problems/factor_not_begun',
    ])
    expect(problem(await thief.call(contract.addPasskey, { name: 'Mine', credential: planted }))).toEqual(late)
  })

  test('sets up an app after showing it', async () => {
    const { client, device } = await holder('both@maple.test')
    await confirm(client, device)
    expect((await client.ask('POST', '/api/auth/second-factor/begin', {})).statusCode).toBe(200)
  })

  test('and lost it, is let in again by whoever runs the installation', async () => {
    const { client } = await holder('lost@maple.test')
    expect(await resetFactor(house, 'lost@maple.test')).toBe(true)
    expect((await client.call(contract.listPasskeys)).json().items).toEqual([])
    expect((await mailsTo(house, 'lost@maple.test')).at(-1)?.kind).toBe('identity.passkey_removed')
    const begun = await client.ask('POST', '/api/auth/second-factor/begin', { password: castPassword })
    expect(begun.statusCode).toBe(200)
    expect(await resetFactor(house, 'lost@maple.test')).toBe(false)
  })
})

describe('keeping them', () => {
  test('renamed, removed by whoever shows it, and then it no longer signs in', async () => {
    const { client, device } = await holder('keep@maple.test')
    const [{ id: passkeyId }] = (await client.call(contract.listPasskeys)).json().items
    const renamed = await client.call(contract.renamePasskey, { passkeyId, name: 'Old phone' })
    expect(renamed.json().items[0].name).toBe('Old phone')
    for (const password of [undefined, castPassword])
      expect(problem(await client.call(contract.removePasskey, { passkeyId, password }))).toEqual(unproven)
    await confirm(client, device)
    const removed = await client.call(contract.removePasskey, { passkeyId })
    expect(removed.json().items).toEqual([])
    expect((await mailsTo(house, 'keep@maple.test')).at(-1)?.kind).toBe('identity.passkey_removed')
    expect(problem((await signIn(device)).answer)).toEqual(refused)
  })

  test("another person's is like none", async () => {
    const { client: theirs } = await holder('theirs@maple.test')
    const { client: mine, device } = await holder('mine@maple.test')
    await confirm(mine, device)
    const [{ id: passkeyId }] = (await theirs.call(contract.listPasskeys)).json().items
    for (const answer of [
      await mine.call(contract.renamePasskey, { passkeyId, name: 'x' }),
      await mine.call(contract.removePasskey, { passkeyId }),
    ])
      expect(answer.statusCode).toBe(404)
  })

  test.each([
    ['a counter that goes back', 'counter = 0', 'passkey_copied'],
    ['a use that the counter does not show', 'last_used_at = now()', 'passkey_copied'],
    ['another key', "public_key = 'x'", 'passkey_fixed'],
  ])('around the code the database refuses %s', async (name, set, constraint) => {
    const { client } = await holder(`sql-${name.length}@maple.test`)
    const { id } = (await client.ask('GET', '/api/v1/me')).json().user
    const acted = openPersonScope({ ...house, origin: { requestId: 'test' }, mode: 'write' }, id, (scope) =>
      scope.sql(set, `UPDATE passkeys SET ${set}`, []),
    )
    await expect(acted).rejects.toMatchObject({ constraint })
    expect(await house.sql('app', 'SELECT * FROM passkeys')).toEqual([])
  })
})

test('where addresses have to be confirmed first, a passkey does not go around that', async () => {
  const client = await newcomer(gated, 'gate@maple.test')
  await gated.sql('owner', "UPDATE users SET email_verified = true WHERE email = 'gate@maple.test'")
  await client.signIn('gate@maple.test')
  const device = fakeAuthenticator()
  await client.call(contract.addPasskey, { name: 'Phone', credential: device.make(await optionsFor(client)) })
  await gated.sql('owner', "UPDATE users SET email_verified = false WHERE email = 'gate@maple.test'")
  const { answer } = await signIn(device, {}, cookieClient(gated))
  expect(problem(answer)).toEqual([403, '/problems/email_not_verified'])
})
