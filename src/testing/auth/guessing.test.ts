import { describe, expect, test, vi } from 'vitest'
import { useHouse } from '../house.ts'
import { copyOf, halfSignedIn, isSignedIn, jar, newPerson, newPersonWithFactor, nextIp, password } from './jar.ts'

/** Guessing passwords and codes: it gets slower and slower, and the owner goes in and out meanwhile. */
vi.setConfig({ testTimeout: 90_000 })
const house = useHouse({ EZ360_TRUST_PROXY: '1' })

const guess = async (email: string, ip: string) =>
  (await jar(house, ip).post('/sign-in/email', { email, password: 'not the right one' })).statusCode
const times = <A>(count: number, work: (n: number) => Promise<A>) =>
  Array.from({ length: count }).reduce<Promise<A[]>>(
    async (before, _, n) => [...(await before), await work(n)],
    Promise.resolve([]),
  )

describe('passwords', () => {
  test('strangers who try an account do not lock its owner out', async () => {
    const { email, browser } = await newPerson(house)
    await browser.post('/sign-in/email', { email, password })
    const tried = await times(14, (n) => guess(email, `203.0.113.${n}`))
    expect(tried.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(tried.slice(10)).toEqual(Array(4).fill(429))
    const owner = await jar(house, browser.ip).post('/sign-in/email', { email, password })
    expect(owner.statusCode).toBe(200)
  })

  test('from one network the right password waits as well: nobody learns by it that it is right', async () => {
    const { email } = await newPerson(house)
    const ip = nextIp()
    await times(5, () => guess(email, ip))
    const right = await jar(house, ip).post('/sign-in/email', { email, password })
    expect([right.statusCode, right.json().type]).toEqual([429, '/problems/too_many_requests'])
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(20)
  })

  test('an address that does not exist gets slower in the same way', async () => {
    const { email } = await newPerson(house)
    const [one, other] = [nextIp(), nextIp()]
    const known = await times(7, () => guess(email, one))
    const unknown = await times(7, () => guess('nobody-at-all@maple.test', other))
    expect(unknown).toEqual(known)
    expect(known).toEqual([401, 401, 401, 401, 401, 429, 429])
  })
})

describe('a network is counted whole', () => {
  const refusedAfter = async (ips: (n: number) => string) => {
    const { email } = await newPerson(house)
    return (await times(6, (n) => guess(email, ips(n)))).at(-1)
  }
  test.each<[string, (n: number) => string, number]>([
    ['another address of the same IPv6 /64', (n) => `2001:db8:77:1::${n + 1}`, 429],
    ['other /64s', (n) => `2001:db8:78:${n + 1}::1`, 401],
    [
      'IPv4 written as IPv6, in each of its forms',
      (n) => ['192.0.2.201', '::ffff:192.0.2.201', '::ffff:c000:2c9'][n % 3] ?? '',
      429,
    ],
    ['one IPv6 address in different letters', (n) => (n % 2 ? '2001:DB8:79:1:0:0:0:1' : '2001:db8:79:1::1'), 429],
  ])('%s', async (_, ips, status) => expect(await refusedAfter(ips)).toBe(status))
})

describe('codes of the second factor', () => {
  type Half = Awaited<ReturnType<typeof halfSignedIn>>
  const tryCode = async (half: Half, code: string) => (await half.post('/second-factor/sign-in', { code })).statusCode
  /** The same half-done sign-in, from another network: the cookie is not bound to one. */
  const elsewhere = (half: Half, n: number) => copyOf(house, half, `198.51.100.${n + 1}`)

  test('after five wrong ones a wait, for the right one too', async () => {
    const { email, app } = await newPersonWithFactor(house)
    const half = await halfSignedIn(house, email)
    expect(await times(5, () => tryCode(half, '000000'))).toEqual(Array(5).fill(422))
    expect(await tryCode(half, await app.code())).toBe(429)
  })

  test('recovery codes are counted with them', async () => {
    const { email, recoveryCodes } = await newPersonWithFactor(house)
    const half = await halfSignedIn(house, email)
    expect(await times(5, () => tryCode(half, 'AAAA-BBBB-CCCC-DDDD'))).toEqual(Array(5).fill(422))
    expect(await tryCode(half, recoveryCodes[0] ?? '')).toBe(429)
  })

  test('whoever has the password gets no more attempts by coming from many networks; the owner still comes in', async () => {
    const { email, browser, app } = await newPersonWithFactor(house)
    const half = await halfSignedIn(house, email)
    const tried = await times(12, (n) => tryCode(elsewhere(half, n), '000000'))
    expect(tried).toEqual([...Array(10).fill(422), 429, 429])
    const owner = await halfSignedIn(house, email, browser.ip)
    expect(await tryCode(owner, await app.code())).toBe(200)
    expect(await isSignedIn(owner)).toBe(true)
  })

  test('in a session they are counted too', async () => {
    const { browser, app } = await newPersonWithFactor(house)
    const wrong = await times(
      5,
      async () => (await browser.post('/second-factor/confirm', { code: '000000' })).statusCode,
    )
    expect(wrong).toEqual(Array(5).fill(422))
    expect((await browser.post('/second-factor/confirm', { code: await app.code() })).statusCode).toBe(429)
  })

  test('forty at once are five', async () => {
    const { browser } = await newPersonWithFactor(house)
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        browser.post('/second-factor/confirm', { code: String(n).padStart(6, '0') }),
      ),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 422)).toHaveLength(5)
  })
})
