import { describe, expect, test } from 'vitest'
import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { hashToken } from '#platform/http/mount.ts'
import { performForVisitor } from '#platform/runner.ts'
import { openPersonScope } from '#platform/scope.ts'
import { cast, castPassword } from '#testing/cast.ts'
import { cookieClient, mailsTo, newcomer } from '#testing/cookie-client.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../../contract.ts'
import { confirmEmailChange, readEmailChange, stopEmailChange } from './confirm-email-change.ts'

const house = useHouse()
type Client = ReturnType<typeof cookieClient>

const ask = (client: Client, newEmail: string) =>
  client.call(contract.askEmailChange, { newEmail, password: castPassword })
const tokenTo = async (email: string) =>
  /token=([\w-]+)/.exec((await mailsTo(house, email)).at(-1)?.text ?? '')?.[1] ?? ''
const meOf = async (client: Client) => (await client.ask('GET', '/api/v1/me')).json().user?.email
const problem = (answer: { statusCode: number; json(): { type: string } }) => [answer.statusCode, answer.json().type]

describe.each(['old', 'new'] as const)('with the link at the %s address first', (first) => {
  const [from, to] = [`${first}-from@maple.test`, `${first}-to@maple.test`]

  test('the address moves with the second, other sessions end, the old address is told', async () => {
    const here = await newcomer(house, from)
    const there = cookieClient(house)
    await there.signIn(from)
    const asked = await ask(here, to.toUpperCase())
    expect(asked.json().emailChange).toMatchObject({ newEmail: to, oldConfirmed: false, newConfirmed: false })
    const tokens = { old: await tokenTo(from), new: await tokenTo(to) }
    await here.ask('POST', '/api/auth/request-password-reset', { email: from })
    const reset = await tokenTo(from)
    const order = first === 'old' ? (['old', 'new'] as const) : (['new', 'old'] as const)
    const anyone = cookieClient(house)
    const one = await anyone.call(contract.confirmEmailChange, { token: tokens[order[0]] })
    expect(one.json()).toEqual({ side: order[0], newEmail: to, state: 'confirmed' })
    expect([await meOf(here), (await there.call(contract.readAccount)).statusCode]).toEqual([from, 200])
    const again = await anyone.call(contract.confirmEmailChange, { token: tokens[order[0]] })
    expect(problem(again)).toEqual([409, '/problems/email_change_over'])
    const two = await anyone.call(contract.confirmEmailChange, { token: tokens[order[1]] })
    expect(two.json()).toEqual({ side: order[1], newEmail: to, state: 'done' })
    expect((await here.ask('GET', '/api/v1/me')).json().user).toMatchObject({ email: to, emailVerified: true })
    expect((await there.call(contract.readAccount)).statusCode).toBe(401)
    expect((await mailsTo(house, from)).at(-1)?.kind).toBe('identity.email_changed')
    const late = await anyone.ask('POST', '/api/auth/reset-password', { token: reset, newPassword: 'a calm lantern' })
    expect(late.json().code).toBe('INVALID_TOKEN')
    expect([(await anyone.signIn(from)).statusCode, (await anyone.signIn(to)).statusCode]).toEqual([401, 200])
    const { items } = (await here.call(contract.listAccountEvents)).json()
    expect(items.map((one: contract.AccountEvent) => one.event)).toContain('email_changed')
  })
})

test('an address that has an account answers like a free one; its owner gets a mail without a link to confirm', async () => {
  const client = await newcomer(house, 'curious@maple.test')
  const free = await ask(client, 'free@maple.test')
  const taken = await ask(client, cast.ada.email)
  const shape = (answer: typeof free, email: string) =>
    answer.body.replaceAll(email, 'address').replace(/"expiresAt":"[^"]*"/, '')
  expect([taken.statusCode, shape(taken, cast.ada.email)]).toEqual([200, shape(free, 'free@maple.test')])
  const [mail] = await mailsTo(house, cast.ada.email)
  expect([mail?.kind, mail?.text.includes('token=')]).toEqual(['identity.email_change_taken', false])
  const mails = await mailsTo(house, 'curious@maple.test')
  const kept = mails.map(({ kind }) => kind).filter((kind) => kind.includes('email_change'))
  expect(kept).toEqual(['identity.email_change_old', 'identity.email_change_old'])
  const token = await tokenTo('curious@maple.test')
  await client.call(contract.confirmEmailChange, { token })
  expect(await meOf(client)).toBe('curious@maple.test')
})

test('an address that is taken meanwhile is not moved to', async () => {
  const client = await newcomer(house, 'slow@maple.test')
  await ask(client, 'quick@maple.test')
  const tokens = [await tokenTo('slow@maple.test'), await tokenTo('quick@maple.test')]
  await newcomer(house, 'quick@maple.test')
  await client.call(contract.confirmEmailChange, { token: tokens[1] ?? '' })
  const last = await client.call(contract.confirmEmailChange, { token: tokens[0] ?? '' })
  expect(problem(last)).toEqual([409, '/problems/email_change_over'])
  expect(await meOf(client)).toBe('slow@maple.test')
})

describe('stopping', () => {
  test('the link at the old address stops it, the one at the new cannot', async () => {
    const client = await newcomer(house, 'stop@maple.test')
    await ask(client, 'stop-to@maple.test')
    const tokens = { old: await tokenTo('stop@maple.test'), new: await tokenTo('stop-to@maple.test') }
    expect((await client.call(contract.stopEmailChange, { token: tokens.new })).statusCode).toBe(404)
    expect((await client.call(contract.stopEmailChange, { token: tokens.old })).json().state).toBe('stopped')
    const late = await client.call(contract.confirmEmailChange, { token: tokens.new })
    expect(problem(late)).toEqual([409, '/problems/email_change_over'])
    expect((await client.call(contract.readEmailChange, { token: tokens.new })).json().state).toBe('stopped')
  })

  test('so does its owner, and asking for another address', async () => {
    const client = await newcomer(house, 'twice@maple.test')
    await ask(client, 'first@maple.test')
    const first = await tokenTo('first@maple.test')
    await ask(client, 'second@maple.test')
    expect((await client.call(contract.readEmailChange, { token: first })).json().state).toBe('stopped')
    expect((await client.call(contract.stopMyEmailChange)).json().emailChange).toBeNull()
  })
})

test('after a day the links are over', async () => {
  const client = await newcomer(house, 'late@maple.test')
  await ask(client, 'late-to@maple.test')
  const token = await tokenTo('late-to@maple.test')
  const at = (seconds: number) => ({ requestId: 'test', now: addSeconds(systemClock(), seconds) })
  const act = (operation: typeof confirmEmailChange, seconds: number) =>
    performForVisitor(house, operation, hashToken(token), at(seconds), { token })
  expect(await act(readEmailChange, 86_300)).toMatchObject({ state: 'waiting' })
  expect(await act(readEmailChange, 86_401)).toMatchObject({ state: 'expired' })
  await expect(act(confirmEmailChange, 86_401)).rejects.toThrow(/over/)
  await expect(act(stopEmailChange, 86_401)).rejects.toThrow()
})

describe('who may ask', () => {
  test.each([
    ['without the password', undefined, [403, '/problems/identity_unproven']],
    ['with a wrong one', 'not the right one', [422, '/problems/invalid_input']],
  ])('%s', async (name, password, refused) => {
    const client = await newcomer(house, `${name.replaceAll(' ', '-')}@maple.test`)
    const input = { newEmail: 'away@maple.test', ...(password ? { password } : {}) }
    expect(problem(await client.call(contract.askEmailChange, input))).toEqual(refused)
    expect(await mailsTo(house, 'away@maple.test')).toEqual([])
  })

  test('the address that is there already is no change', async () => {
    const client = await newcomer(house, 'same@maple.test')
    expect((await ask(client, 'Same@maple.test')).json().errors[0].path).toBe('newEmail')
  })
})

describe('around the code, the database refuses', () => {
  test.each([
    ['an address that nobody confirmed', "UPDATE users SET email = 'x@x.test'", /email_change_unconfirmed/],
    ['a change that is done unconfirmed', "UPDATE email_changes SET outcome = 'done', settled_at = now()", /both/],
    ['another address in a change', "UPDATE email_changes SET new_email = 'x@x.test'", /email_change_over/],
    [
      'a confirmation after the end',
      "UPDATE email_changes SET new_confirmed_at = now() + interval '2 days'",
      /in_time/,
    ],
  ])('%s', async (name, text, rule) => {
    const client = await newcomer(house, `sql-${name.replaceAll(' ', '-')}@maple.test`)
    await ask(client, `${name.length}-sql@maple.test`)
    const { id } = (await client.ask('GET', '/api/v1/me')).json().user
    const origin = { requestId: 'test' }
    const acted = openPersonScope({ ...house, origin, mode: 'write' }, id, (scope) => scope.sql(name, text, []))
    await expect(acted).rejects.toMatchObject({ constraint: expect.stringMatching(rule) })
  })

  test('nobody sees a change without its link, and no link is kept', async () => {
    expect(await house.sql('app', 'SELECT * FROM email_changes')).toEqual([])
    const token = await tokenTo('late-to@maple.test')
    const { rows } = await house.pool.query('SELECT count(*)::int AS n FROM email_changes')
    expect([token.length > 20, rows]).toEqual([true, [{ n: 0 }]])
  })
})
