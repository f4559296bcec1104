import type { LightMyRequestResponse } from 'fastify'
import { beforeEach, describe, expect, test } from 'vitest'
import { createInvite, joinByInvite, readInvite } from '#modules/companies/contract-invites.ts'
import { cast } from '../cast.ts'
import { useHouse } from '../house.ts'
import { jar, newPerson } from './jar.ts'

/** Neither an invite nor the asking for a passkey tells whether an address has an account, by words or by the clock. */
const house = useHouse({ EZ360_BASE_URL: 'http://localhost:3000' })
beforeEach(() => house.sql('owner', 'DELETE FROM invites'))

const strangerAddress = (round = 0) => `nobody${round}@elsewhere.test`
const masked = (text: string, email: string) =>
  text
    .replaceAll(email, 'address')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replaceAll(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"instant"')
    .replaceAll(/token=[\w-]+/g, 'token')
const told = (answer: LightMyRequestResponse, email: string) => ({
  status: answer.statusCode,
  headers: Object.keys(answer.headers).sort(),
  body: masked(answer.body, email),
})
const invite = (email: string) => house.as.ben.http.call(createInvite, { email, role: 'staff' } as never)
const mailTo = async (email: string) => {
  const [mail] = await house.sql<{ subject: string; text: string }>(
    'platform',
    'SELECT subject, text_body AS text FROM outbound_emails WHERE to_email = $1 ORDER BY created_at DESC LIMIT 1',
    [email],
  )
  const text = mail?.text ?? ''
  return { said: masked(`${mail?.subject}\n${text}`, email), token: /token=([\w-]+)/.exec(text)?.[1] ?? '' }
}
/** Everything that is known about the account, its credential included. */
const accountOf = async (email: string) => ({
  user: await house.sql('owner', 'SELECT * FROM users WHERE email = $1', [email]),
  credentials: await house.sql(
    'owner',
    'SELECT a.* FROM credentials a JOIN users u ON u.id = a.user_id WHERE u.email = $1',
    [email],
  ),
})

test('published flaw: an invite to an address that has an account says nothing of it, and changes no credential', async () => {
  const { email } = cast.olga
  const before = await accountOf(email)
  expect(before.user).toHaveLength(1)
  const [known, unknown] = [await invite(email), await invite(strangerAddress())]
  expect(known.statusCode, known.body).toBe(201)
  expect(told(known, email)).toEqual(told(unknown, strangerAddress()))
  const [mailed, other] = [await mailTo(email), await mailTo(strangerAddress())]
  expect(mailed.said).toEqual(other.said)
  // Nor does the page of the link, to whoever holds it.
  const page = (token: string) => house.as.mia.http.call(readInvite, { token } as never)
  expect(told(await page(mailed.token), email)).toEqual(told(await page(other.token), strangerAddress()))
  // Whoever has the link cannot set the password of the account that is there.
  const taken = { token: mailed.token, name: 'Mallory', password: 'another mango password' }
  const refused = await house.as.mia.http.call(joinByInvite, taken as never)
  expect([refused.statusCode, refused.json().type]).toEqual([409, '/problems/invite_account_exists'])
  expect(await accountOf(email)).toEqual(before)
})

const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
async function timed(work: () => Promise<LightMyRequestResponse>): Promise<number> {
  const started = performance.now()
  const answer = await work()
  expect(answer.statusCode, answer.body).toBeLessThan(300)
  return performance.now() - started
}

/** Machines stumble: medians are compared, generously. Hashing a password, which would tell, takes longer. */
describe('by the clock', { timeout: 60_000 }, () => {
  const rounds = 7

  test('inviting takes as long for an address with an account as for one without', async () => {
    const [known, unknown]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      const { email } = await newPerson(house)
      known.push(await timed(() => invite(email)))
      unknown.push(await timed(() => invite(strangerAddress(round))))
    }
    expect(Math.abs(median(known) - median(unknown))).toBeLessThan(120)
  })

  test('asking for a passkey names nobody: an address that comes along changes neither the answer nor its time', async () => {
    const options = (body: object) => jar(house).post('/passkey/options', body)
    const { email } = await newPerson(house)
    const bodies = [{}, { email }, { email: strangerAddress() }]
    const answers = await Promise.all(bodies.map(options))
    const shape = (answer: LightMyRequestResponse) => ({
      status: answer.statusCode,
      options: { ...answer.json().options, challenge: '' },
      cookies: answer.cookies.map(({ name }) => name),
    })
    const [plain, ...named] = answers.filter(({ statusCode }) => statusCode === 200).map(shape)
    expect(plain?.options.allowCredentials).toEqual([])
    for (const one of named) expect(one).toEqual(plain)
    // Of a body with an address either both are answered, or both are refused alike.
    expect(answers[1]?.statusCode).toBe(answers[2]?.statusCode)
    const times = async (body: object) => {
      const ms: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const started = performance.now()
        await options(body)
        ms.push(performance.now() - started)
      }
      return median(ms)
    }
    expect(Math.abs((await times({ email })) - (await times({ email: strangerAddress() })))).toBeLessThan(120)
  })
})
