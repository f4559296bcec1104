import { describe, expect, test } from 'vitest'
import { addSeconds, type Instant } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { openPersonScope } from '#platform/scope.ts'
import { cast } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { liftLockout, listLockouts } from './lockouts.ts'
import { askingThrottles, countAttempt, countSignIn, forgiveAccount, forgiveSignIn } from './throttle.ts'

const house = useHouse()
const noon = '2026-11-24T12:00:00.000000Z'
const from = (ipAddress: string, now: Instant = noon) => ({ requestId: 'test', ipAddress, now })

/** 0 when the attempt is let in, else the seconds to wait. */
async function tryIt(email: string, ip: string, now: Instant = noon): Promise<number> {
  try {
    await countSignIn(house, from(ip, now), email)
    return 0
  } catch (error) {
    if (error instanceof Refusal && error.code === 'too_many_requests') return Number(error.details.seconds)
    throw error
  }
}

test('waits grow from one failure to the next, up to a quarter of an hour, and end', async () => {
  for (let n = 0; n < 4; n += 1) expect(await tryIt('grow@maple.test', '192.0.2.1')).toBe(0)
  let now = noon
  for (const wait of [30, 60, 120, 240, 480, 900, 900]) {
    expect(await tryIt('grow@maple.test', '192.0.2.1', now)).toBe(0)
    expect(await tryIt('grow@maple.test', '192.0.2.1', now)).toBe(wait)
    // Asking while it lasts does not make it longer.
    expect(await tryIt('grow@maple.test', '192.0.2.1', addSeconds(now, wait - 1))).toBe(1)
    now = addSeconds(now, wait)
  }
})

test('a hundred guesses at once are five', async () => {
  const tried = await Promise.all(Array.from({ length: 100 }, () => tryIt('burst@maple.test', '192.0.2.2')))
  expect(tried.filter((wait) => wait === 0)).toHaveLength(5)
})

test('the account waits whatever the address; its owner, known from before, does not', async () => {
  await countSignIn(house, from('198.51.100.1'), 'victim@maple.test')
  await forgiveSignIn(house, from('198.51.100.1'), 'victim@maple.test')
  for (let n = 0; n < 10; n += 1) expect(await tryIt('victim@maple.test', `203.0.113.${n}`)).toBe(0)
  expect(await tryIt('victim@maple.test', '203.0.113.99')).toBeGreaterThan(0)
  expect(await tryIt('victim@maple.test', '198.51.100.1')).toBe(0)
})

test('one address waits for whomever it tries; a right password gives only its own attempt back', async () => {
  for (let n = 0; n < 19; n += 1) expect(await tryIt(`many${n}@maple.test`, '192.0.2.3')).toBe(0)
  expect(await tryIt('own@maple.test', '192.0.2.3')).toBe(0)
  await forgiveSignIn(house, from('192.0.2.3'), 'own@maple.test')
  expect(await tryIt('many20@maple.test', '192.0.2.3')).toBe(0)
  expect(await tryIt('own@maple.test', '192.0.2.3')).toBeGreaterThan(0)
})

test('an IPv6 network is one address', async () => {
  for (let n = 0; n < 5; n += 1) expect(await tryIt('six@maple.test', `2001:db8:1:2::${n}`)).toBe(0)
  expect(await tryIt('six@maple.test', '2001:db8:1:2:ffff::1')).toBe(30)
  expect(await tryIt('six@maple.test', '2001:db8:1:3::1')).toBe(0)
})

test('a reset of the password ends the counting against the account', async () => {
  for (let n = 0; n < 5; n += 1) await tryIt('reset@maple.test', '192.0.2.5')
  expect(await tryIt('reset@maple.test', '192.0.2.5')).toBe(30)
  await forgiveAccount(house, 'reset@maple.test')
  expect(await tryIt('reset@maple.test', '192.0.2.5')).toBe(0)
})

test('mails to one mailbox are limited, whoever asks', async () => {
  const asks = (n: number) =>
    countAttempt(house, from(`192.0.2.${100 + n}`), askingThrottles(`192.0.2.${100 + n}`, 'full@maple.test'))
  for (let n = 0; n < 5; n += 1) await asks(n)
  await expect(asks(6)).rejects.toMatchObject({ code: 'too_many_requests', details: { seconds: 60 } })
})

describe('over HTTP', () => {
  const signIn = async (email: string, remoteAddress: string) =>
    (await house.app()).inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email, password: 'wrong wrong' },
      remoteAddress,
    })

  test('after five wrong passwords 429 with a time to wait, known to every process', async () => {
    for (let n = 0; n < 5; n += 1) expect((await signIn('web@maple.test', '192.0.2.40')).statusCode).toBe(401)
    const answer = await signIn('web@maple.test', '192.0.2.40')
    expect([answer.statusCode, answer.json().type]).toEqual([429, '/problems/too_many_requests'])
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(20)
    // What a restarted or second process sees is the table.
    const [row] = await house.sql<{ n: number }>(
      'owner',
      "SELECT count(*)::int AS n FROM throttles WHERE key LIKE 'pair:%:192.0.2.40' AND blocked_until > now()",
    )
    expect(row?.n).toBe(1)
  })

  test('a forged X-Forwarded-For is nobody else', async () => {
    const app = await house.app()
    const answers: number[] = []
    for (let n = 0; n < 6; n += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${n}`, 'x-ez360-address': `203.0.113.${n}` }
      const payload = { email: 'forged@maple.test', password: 'wrong wrong' }
      answers.push(
        (
          await app.inject({
            method: 'POST',
            url: '/api/auth/sign-in/email',
            payload,
            headers,
            remoteAddress: '192.0.2.41',
          })
        ).statusCode,
      )
    }
    expect(answers).toEqual([401, 401, 401, 401, 401, 429])
  })
})

describe('whoever runs the installation', () => {
  test('sees what waits, without a mailbox in it, and ends it for an account; its owner can read that', async () => {
    const { email, userId } = cast.mia
    for (let n = 0; n < 5; n += 1) await tryIt(email, '192.0.2.77')
    const until = addSeconds(noon, 30)
    const waiting = (await listLockouts(house, noon)).filter(({ network }) => network === '192.0.2.77')
    expect(waiting).toEqual([{ kind: 'pair', network: '192.0.2.77', failures: 5, until }])
    expect(await tryIt(email, '192.0.2.77')).toBe(30)
    expect(await liftLockout(house, email.toUpperCase())).toBeGreaterThan(0)
    expect(await tryIt(email, '192.0.2.77')).toBe(0)
    const events = await openPersonScope({ ...house, origin: from('192.0.2.77'), mode: 'read' }, userId, (scope) =>
      scope.sql('test.events', 'SELECT event FROM account_events WHERE user_id = $1', [userId]),
    )
    expect(events).toEqual([{ event: 'lockout_lifted' }])
    expect(await liftLockout(house, 'nobody-at-all@maple.test')).toBe(0)
    expect(await liftLockout(house, '%')).toBeUndefined()
  })

  test('ends it for a network, and for no other', async () => {
    const [one, other] = ['2001:db8:5:1::9', '2001:db8:5:2::9']
    for (let n = 0; n < 5; n += 1) {
      await tryIt('one@maple.test', one)
      await tryIt('other@maple.test', other)
    }
    expect(await liftLockout(house, '2001:db8:5:1::1')).toBeGreaterThan(0)
    expect([await tryIt('one@maple.test', one), await tryIt('other@maple.test', other)]).toEqual([0, 30])
  })
})
