import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSeconds, type Instant, systemClock } from '#kernel/calendar.ts'
import { cast, companies } from '../cast.ts'
import { useHouse } from '../house.ts'
import { ask, names, unknownId } from '../walk.ts'

/** A company that asks for a second factor gives nothing to a session that has none, by whatever route. */
const house = useHouse({ TWO_FACTOR_SESSION_TTL_SECONDS: '3600' })

const setPolicy = (policy: string) => house.sql('owner', 'UPDATE companies SET two_factor_policy = $1', [policy])
const confirmedAt = (who: keyof typeof cast, at: Instant | null) =>
  house.sql('owner', 'UPDATE sessions SET factor_confirmed_at = $2 WHERE user_id = $1', [cast[who].userId, at])
const minutesAgo = (minutes: number) => addSeconds(systemClock(), -60 * minutes)

async function isAsked(who: keyof typeof cast): Promise<boolean> {
  const answer = await house.as[who].http.get(`/api/v1/companies/${companies.maple.id}/settings`)
  if (answer.statusCode === 200) return false
  expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/second_factor_needed'])
  return true
}

const asked = async () => ({
  staff: await isAsked('cy'),
  manager: await isAsked('mia'),
  admin: await isAsked('ben'),
  owner: await isAsked('ada'),
})

describe('whom the policy asks', () => {
  test.each([
    ['off', false, false],
    ['managers_and_above', false, true],
    ['everybody', true, true],
  ])('%s', async (policy, staff, others) => {
    await setPolicy(policy)
    expect(await asked()).toEqual({ staff, manager: others, admin: others, owner: others })
  })

  test('one member alone', async () => {
    await setPolicy('off')
    await house.sql('owner', 'UPDATE members SET require_two_factor = (id = $1)', [cast.cy.memberId])
    expect(await asked()).toEqual({ staff: true, manager: false, admin: false, owner: false })
    await house.sql('owner', 'UPDATE members SET require_two_factor = false')
  })
})

describe('a confirmed factor', () => {
  beforeAll(() => setPolicy('everybody'))
  test.each([
    ['is good for as long as the setting says', 59, false],
    ['then it is asked for again', 61, true],
  ])('%s', async (_, minutes, askedAgain) => {
    await confirmedAt('cy', minutesAgo(minutes))
    expect(await isAsked('cy')).toBe(askedAgain)
    await confirmedAt('cy', null)
  })
})

describe('every way into the company asks', () => {
  beforeAll(() => setPolicy('everybody'))
  afterAll(() => setPolicy('off'))

  test.each(names)('%s', async (_, route) => {
    const { input } = ask(route, () => unknownId)
    const answer = await house.as.ada.http.call(route.endpoint, input as never)
    expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/second_factor_needed'])
  })

  test.each([
    ['GET', 'events'],
    ['POST', 'logo'],
    ['POST', 'media?fileName=a.png'],
  ])('%s %s', async (method, path) => {
    const url = `/api/v1/companies/${companies.maple.id}/${path}`
    const { http } = house.as.ada
    const png = Buffer.from('89504e470d0a1a0a', 'hex')
    const answer = await (method === 'GET' ? http.get(url) : http.post(url, png, { 'content-type': 'image/png' }))
    expect([answer.statusCode, answer.json().type]).toEqual([403, '/problems/second_factor_needed'])
  })

  test('what lies outside stays open, so that a factor can be set up', async () => {
    const me = await house.as.ada.http.get('/api/v1/me')
    expect([me.statusCode, me.json().companies.length]).toEqual([200, 1])
  })

  test('a stranger still finds nothing, not even that something is asked', async () => {
    const answer = await house.as.olga.http.get(`/api/v1/companies/${companies.maple.id}/settings`)
    expect(answer.statusCode).toBe(404)
  })
})

test('the setting decides what a new company asks', async () => {
  const make = async (at: typeof house) => {
    const payload = Buffer.from(JSON.stringify({ name: 'New Studio' }))
    const made = await at.as.ada.http.post('/api/v1/companies', payload, { 'content-type': 'application/json' })
    const text = 'SELECT two_factor_policy AS policy FROM companies WHERE id = $1'
    return at.sql('owner', text, [made.json().id], made.json().id)
  }
  expect(await make(house)).toEqual([{ policy: 'off' }])
  expect(await make(careful)).toEqual([{ policy: 'managers_and_above' }])
})
const careful = useHouse({ COMPANY_DEFAULT_REQUIRE_2FA_ADMINS_MANAGERS: '1' })
