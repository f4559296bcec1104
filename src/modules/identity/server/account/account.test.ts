import { describe, expect, test } from 'vitest'
import { castPassword } from '#testing/cast.ts'
import { cookieClient, mailsTo, newcomer } from '#testing/cookie-client.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../../contract.ts'

const house = useHouse()
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Mobile/15E148 Safari/604.1'
const another = 'a calm blue lantern'

const events = async (client: ReturnType<typeof cookieClient>) =>
  (await client.call(contract.listAccountEvents)).json().items as contract.AccountEvent[]
const statusOf = async (client: ReturnType<typeof cookieClient>) => (await client.call(contract.readAccount)).statusCode

test('the account as its owner sees it, and another name', async () => {
  const rosa = await newcomer(house, 'rosa@maple.test')
  expect((await rosa.call(contract.readAccount)).json()).toMatchObject({
    ...{ name: 'Rosa Lind', email: 'rosa@maple.test', emailVerified: false, proven: false, emailChange: null },
    passwordChangedAt: expect.stringMatching(/Z$/),
  })
  const named = await rosa.call(contract.changeName, { name: '  Rosa Lindqvist ' })
  expect(named.json().name).toBe('Rosa Lindqvist')
  expect((await rosa.ask('GET', '/api/v1/me')).json().user.name).toBe('Rosa Lindqvist')
  expect((await rosa.call(contract.changeName, { name: ' ' })).json().errors[0].path).toBe('name')
  expect(await events(rosa)).toMatchObject([
    { event: 'name_changed', detail: 'Rosa Lindqvist', device: 'Firefox on Windows' },
    { event: 'signed_up' },
  ])
  expect((await cookieClient(house).call(contract.readAccount)).statusCode).toBe(401)
})

describe('another password', () => {
  test('ends every other session, renews this one, kills reset links, and its owner is told', async () => {
    const here = await newcomer(house, 'pass@maple.test')
    const there = cookieClient(house, phone)
    await there.signIn('pass@maple.test')
    await here.ask('POST', '/api/auth/request-password-reset', { email: 'pass@maple.test' })
    const token = /token=([\w.-]+)/.exec((await mailsTo(house, 'pass@maple.test')).at(-1)?.text ?? '')?.[1] ?? ''
    const before = new Map(here.cookies)
    const changed = await here.call(contract.changePassword, { currentPassword: castPassword, newPassword: another })
    expect([changed.statusCode, changed.json()]).toEqual([200, { done: true }])
    expect([await statusOf(here), await statusOf(there)]).toEqual([200, 401])
    const stolen = cookieClient(house)
    for (const [name, value] of before) stolen.cookies.set(name, value)
    expect(await statusOf(stolen)).toBe(401)
    const reset = await there.ask('POST', '/api/auth/reset-password', { token, newPassword: 'yet another lantern' })
    expect([reset.statusCode, reset.json().code]).toEqual([400, 'INVALID_TOKEN'])
    expect((await there.signIn('pass@maple.test')).statusCode).toBe(401)
    expect((await there.signIn('pass@maple.test', another)).statusCode).toBe(200)
    expect((await mailsTo(house, 'pass@maple.test')).at(-1)?.kind).toBe('identity.password_changed')
    expect((await events(here)).map(({ event }) => event)).toEqual([
      'signed_in',
      'password_changed',
      'signed_in',
      'signed_up',
    ])
    expect(JSON.stringify(await house.sql('owner', 'SELECT * FROM account_events'))).not.toContain(another)
  })

  test.each([
    ['the wrong one now', { currentPassword: 'not the right one', newPassword: another }, 'currentPassword'],
    ['a weak one', { currentPassword: castPassword, newPassword: 'Password123!' }, 'newPassword'],
    ['one with the name in it', { currentPassword: castPassword, newPassword: 'rosalind-12' }, 'newPassword'],
    ['the same again', { currentPassword: castPassword, newPassword: castPassword }, 'newPassword'],
    ['nothing', { currentPassword: castPassword, newPassword: '' }, 'newPassword'],
  ])('is refused: %s', async (name, input, path) => {
    const email = `no-${name.replaceAll(' ', '-')}@maple.test`
    const client = await newcomer(house, email)
    const answer = await client.call(contract.changePassword, input)
    expect([answer.statusCode, answer.json().errors.map((one: { path: string }) => one.path)]).toEqual([422, [path]])
    expect((await cookieClient(house).signIn(email)).statusCode).toBe(200)
  })

  test('guessing the one now is slowed like guessing at the sign-in page, and shared with it', async () => {
    const client = await newcomer(house, 'guess@maple.test')
    const guess = () => client.call(contract.changePassword, { currentPassword: 'a guess', newPassword: another })
    const answers = []
    for (let n = 0; n < 6; n += 1) answers.push((await guess()).statusCode)
    expect(answers).toEqual([422, 422, 422, 422, 422, 429])
    expect((await client.signIn('guess@maple.test')).statusCode).toBe(429)
  })
})

describe('sessions', () => {
  test('each with its device and address; one ends, or all others', async () => {
    const here = await newcomer(house, 'many@maple.test')
    const there = cookieClient(house, phone)
    const third = cookieClient(house)
    for (const client of [there, third]) await client.signIn('many@maple.test')
    const listed = (await here.call(contract.listSessions)).json().items as contract.Session[]
    expect(listed.map(({ device, current }) => [device, current])).toEqual([
      ['Firefox on Windows', true],
      ['Firefox on Windows', false],
      ['Safari on iPhone', false],
    ])
    expect(new Set(listed.map(({ ipAddress }) => ipAddress)).size).toBe(3)
    expect(JSON.stringify(listed)).not.toMatch(/token|[0-9a-f]{64}/)
    const iPhone = listed.find(({ device }) => device === 'Safari on iPhone')
    const ended = await here.call(contract.endSession, { sessionId: iPhone?.id ?? '' })
    expect([ended.statusCode, await statusOf(there), await statusOf(third)]).toEqual([200, 401, 200])
    expect((await here.call(contract.endOtherSessions)).json()).toEqual({ ended: 1 })
    expect([await statusOf(here), await statusOf(third)]).toEqual([200, 401])
    expect((await events(here)).slice(0, 2)).toMatchObject([
      { event: 'sessions_ended', detail: '1 session' },
      { event: 'session_ended', detail: 'Safari on iPhone' },
    ])
  })

  test("another person's session is like none", async () => {
    const mine = await newcomer(house, 'mine@maple.test')
    const theirs = await newcomer(house, 'theirs@maple.test')
    const [session] = (await theirs.call(contract.listSessions)).json().items as contract.Session[]
    const crossed = await mine.call(contract.endSession, { sessionId: session?.id ?? '' })
    const unknown = await mine.call(contract.endSession, { sessionId: '0190a000-0000-7000-a000-0000000000ff' })
    const bare = (answer: typeof crossed) => ({ ...answer.json(), requestId: '' })
    expect([crossed.statusCode, bare(crossed)]).toEqual([404, bare(unknown)])
    expect(await statusOf(theirs)).toBe(200)
  })

  test('when it was last used moves once a minute, and never in the way of a request', async () => {
    const client = await newcomer(house, 'used@maple.test')
    const used = async () => {
      const text = `SELECT last_used_at AS at, ip_address AS ip FROM sessions s JOIN users u ON u.id = s.user_id
                    WHERE u.email = 'used@maple.test'`
      return (await house.sql<{ at: string; ip: string }>('owner', text))[0]
    }
    const first = await used()
    await statusOf(client)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await used()).toEqual(first)
    await house.sql(
      'owner',
      "UPDATE sessions SET last_used_at = now() - interval '61 seconds', ip_address = '192.0.2.1'",
    )
    await statusOf(client)
    await expect.poll(async () => (await used())?.ip).not.toBe('192.0.2.1')
  })
})
