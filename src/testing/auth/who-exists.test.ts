import type { LightMyRequestResponse } from 'fastify'
import { describe, expect, test, vi } from 'vitest'
import { useHouse } from '../house.ts'
import { jar, newPerson, newPersonWithFactor, password } from './jar.ts'

/** Nobody learns whether an e-mail address has an account: not by words, headers or cookies, not by the clock. */
vi.setConfig({ testTimeout: 90_000 })
const open = useHouse()
const gated = useHouse({ ACCOUNTS_REQUIRE_EMAIL_VERIFICATION: '1' })

type House = typeof open

/** What an answer tells, without what differs from one answer to the next anyway. */
const told = (answer: LightMyRequestResponse, email: string) => ({
  status: answer.statusCode,
  headers: Object.keys(answer.headers)
    .filter((name) => name !== 'set-cookie')
    .sort(),
  cookies: answer.cookies.map(({ name }) => name),
  body: answer.body
    .replaceAll(email, 'address')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replaceAll(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"instant"'),
})

const paths: [path: string, body: (email: string) => object][] = [
  ['/sign-in/email', (email) => ({ email, password: 'not the right one' })],
  ['/request-password-reset', (email) => ({ email, redirectTo: '/reset' })],
  ['/send-verification-email', (email) => ({ email, callbackURL: '/verify?done=1' })],
]
const ask = async (house: House, path: string, body: object) => {
  const started = performance.now()
  const answer = await jar(house).post(path, body)
  return { answer, ms: performance.now() - started }
}
let strangers = 0
const stranger = () => `stranger${strangers++}@maple.test`
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

describe.each([
  ['where addresses need no confirmation', open],
  ['where they do', gated],
])('%s', (_, house) => {
  test.each(paths)('%s tells the same of an address that exists and one that does not', async (path, body) => {
    const { email } = await newPerson(house)
    const known = (await ask(house, path, body(email))).answer
    const nobody = stranger()
    const unknown = (await ask(house, path, body(nobody))).answer
    expect(told(known, email)).toEqual(told(unknown, nobody))
  })
})

test('signing up tells the same of a taken address where addresses are confirmed', async () => {
  const { email } = await newPerson(gated)
  const body = (address: string) => ({ name: 'Rosa Lind', email: address, password, callbackURL: '/verify?done=1' })
  const nobody = stranger()
  const [taken, free] = [
    (await ask(gated, '/sign-up/email', body(email))).answer,
    (await ask(gated, '/sign-up/email', body(nobody))).answer,
  ]
  expect(told(taken, email)).toEqual(told(free, nobody))
})

test('an address that is confirmed already is not told from one that is not, nor from nobody', async () => {
  const { email } = await newPerson(gated)
  await gated.sql('owner', 'UPDATE users SET email_verified = true WHERE email = $1', [email])
  const nobody = stranger()
  for (const [path, body] of paths) {
    const [known, unknown] = [await ask(gated, path, body(email)), await ask(gated, path, body(nobody))]
    expect([path, told(known.answer, email)]).toEqual([path, told(unknown.answer, nobody)])
  }
})

test('a wrong password tells nothing of a second factor', async () => {
  const [plain, protectedOne] = [await newPerson(open), await newPersonWithFactor(open)]
  const wrong = (email: string) => ask(open, '/sign-in/email', { email, password: 'not the right one' })
  const [a, b] = [(await wrong(plain.email)).answer, (await wrong(protectedOne.email)).answer]
  expect(told(a, plain.email)).toEqual(told(b, protectedOne.email))
})

/**
 * No answer leaves before the same moment, which all the work fits into; so the clock shows that moment and not the work.
 * Machines stumble: medians are compared, generously, and against what the work itself would show.
 */
describe('by the clock', () => {
  const rounds = 5
  test.each([...paths, ['/sign-up/email', (email: string) => ({ name: 'Rosa Lind', email, password })] as const])(
    '%s',
    async (path, body) => {
      const known: number[] = []
      const unknown: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const { email } = await newPerson(gated)
        known.push((await ask(gated, path, body(email))).ms)
        unknown.push((await ask(gated, path, body(stranger()))).ms)
      }
      expect(Math.min(...known, ...unknown)).toBeGreaterThanOrEqual(295)
      expect(Math.abs(median(known) - median(unknown))).toBeLessThan(120)
    },
  )
})
