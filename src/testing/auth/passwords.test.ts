import { describe, expect, test, vi } from 'vitest'
import { mailsTo } from '#testing/cookie-client.ts'
import { localPath } from '#ui/session.ts'
import { useHouse } from '../house.ts'
import { halfSignedIn, isSignedIn, jar, newPerson, newPersonWithFactor, password } from './jar.ts'

vi.setConfig({ testTimeout: 90_000 })
const house = useHouse()

const tokenIn = (text = '') => /token=([\w.-]+)/.exec(text)?.[1] ?? ''
/** The token of the newest reset mail. */
async function resetTokenOf(email: string): Promise<string> {
  await jar(house).post('/request-password-reset', { email, redirectTo: '/reset' })
  const mails = (await mailsTo(house, email)).filter(({ kind }) => kind === 'identity.reset')
  return tokenIn(mails.at(-1)?.text)
}
const newPassword = 'another calm lantern'

describe('the link of a reset', () => {
  test('works once', async () => {
    const { email } = await newPerson(house)
    const token = await resetTokenOf(email)
    expect((await jar(house).post('/reset-password', { token, newPassword })).statusCode).toBe(200)
    const again = await jar(house).post('/reset-password', { token, newPassword: 'a third calm lantern' })
    expect([again.statusCode, again.json().code]).toEqual([400, 'INVALID_TOKEN'])
  })

  test('works once, also when two come at the same time', async () => {
    const { email } = await newPerson(house)
    const token = await resetTokenOf(email)
    const passwords = ['the first calm lantern', 'the second calm lantern']
    const answers = await Promise.all(
      passwords.map((each) => jar(house).post('/reset-password', { token, newPassword: each })),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    const opened = await Promise.all(
      passwords.map(async (each) => (await jar(house).post('/sign-in/email', { email, password: each })).statusCode),
    )
    expect(opened.filter((status) => status === 200)).toHaveLength(1)
  })

  test('never skips the second factor: it opens no session, and the new password still owes the code', async () => {
    const { email, app } = await newPersonWithFactor(house)
    const browser = jar(house)
    const answer = await browser.post('/reset-password', { token: await resetTokenOf(email), newPassword })
    expect([answer.statusCode, answer.cookies]).toEqual([200, []])
    expect((await browser.post('/sign-in/email', { email, password: newPassword })).json()).toEqual({
      twoFactorRedirect: true,
    })
    expect(await isSignedIn(browser)).toBe(false)
    await browser.post('/second-factor/sign-in', { code: await app.code() })
    expect(await isSignedIn(browser)).toBe(true)
  })

  test('ends every session, and every sign-in that is half done with the old password', async () => {
    const { email, browser, app } = await newPersonWithFactor(house)
    const half = await halfSignedIn(house, email)
    await jar(house).post('/reset-password', { token: await resetTokenOf(email), newPassword })
    expect(await isSignedIn(browser)).toBe(false)
    const late = await half.post('/second-factor/sign-in', { code: await app.code() })
    expect([late.statusCode, late.json().type]).toEqual([401, '/problems/second_step_over'])
  })
})

test('the link that confirms an address opens no session where a second factor is owed', async () => {
  const { email } = await newPersonWithFactor(house)
  await jar(house).post('/send-verification-email', { email, callbackURL: '/verify?done=1' })
  const mails = (await mailsTo(house, email)).filter(({ kind }) => kind === 'identity.verification')
  const browser = jar(house)
  await browser.post('/verify-email', { token: tokenIn(mails.at(-1)?.text), password })
  expect(await isSignedIn(browser)).toBe(false)
  const [row] = await house.sql<{ verified: boolean }>(
    'owner',
    'SELECT email_verified AS verified FROM users WHERE email = $1',
    [email],
  )
  expect(row?.verified).toBe(true)
})

describe('passwords', () => {
  test('are kept as argon2id, each with a salt of its own', async () => {
    const people = [await newPerson(house), await newPerson(house)]
    const rows = await house.sql<{ hash: string }>(
      'owner',
      'SELECT password AS hash FROM credentials c JOIN users u ON u.id = c.user_id WHERE u.email = ANY ($1)',
      [people.map(({ email }) => email)],
    )
    for (const { hash } of rows) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2)
  })

  test.each([
    ['nine chars', 'short one'],
    ['a first guess', 'Password123!'],
    ['a row of keys', 'qwertyuiop1'],
    ['the own name', 'Rosa Lind 1'],
    ['one thing again and again', 'lalalalalala'],
  ])('are refused when they are weak: %s', async (_, weak) => {
    const answer = await jar(house).post('/sign-up/email', {
      name: 'Rosa Lind',
      email: 'weak@maple.test',
      password: weak,
    })
    expect([answer.statusCode, answer.json().errors[0].path]).toEqual([422, 'password'])
  })
})

test.each([
  ['https://evil.test/'],
  ['//evil.test/'],
  ['/\\evil.test'],
  ['\\\\evil.test'],
  ['javascript:alert(1)'],
  ['evil.test'],
  [''],
  [['/a', '//evil.test']],
])('next=%s leads nowhere else', (next) => expect(localPath(next)).toBeUndefined())

test('next= leads to our own pages', () => expect(localPath('/c/1/invoices?q=a')).toBe('/c/1/invoices?q=a'))

describe('the server sends nobody elsewhere either', () => {
  test.each(['https://evil.test/', '//evil.test/x', '/\\evil.test', '/ok\r\nset-cookie: a=b'])('%s', async (to) => {
    const browser = jar(house)
    const asked = await Promise.all([
      browser.post('/sign-up/email', { name: 'Rosa Lind', email: 'to@maple.test', password, callbackURL: to }),
      browser.post('/request-password-reset', { email: 'to@maple.test', redirectTo: to }),
      browser.post('/send-verification-email', { email: 'to@maple.test', callbackURL: to }),
    ])
    for (const { statusCode, headers } of asked) {
      expect(statusCode).toBe(422)
      expect(headers.location).toBeUndefined()
    }
  })
})

test.each(['1Qaz2wsx3edc', 'manchester', 'nuttertools'])(
  '%s has leaked: not when signing up, not as a new one',
  async (leaked) => {
    const says = 'This password has leaked and is tried early. Use a few words instead.'
    const signUp = { name: 'Rosa Lind', email: 'leaky@maple.test', password: leaked, callbackURL: '/' }
    const refused = await jar(house).post('/sign-up/email', signUp)
    expect([refused.statusCode, refused.json().detail]).toEqual([422, says])
    const { email } = await newPerson(house)
    const reset = await jar(house).post('/reset-password', { token: await resetTokenOf(email), newPassword: leaked })
    expect([reset.statusCode, reset.json().errors]).toEqual([422, [{ path: 'newPassword', message: says }]])
  },
)
