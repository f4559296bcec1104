import pg from 'pg'
import pino from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { listClients } from '#modules/clients/contract.ts'
import { createBuckets } from '#platform/http/limits/buckets.ts'
import { cast } from './cast.ts'
import { countStatements } from './count-statements.ts'
import { useHouse } from './house.ts'

const house = useHouse({ EZ360_RATE_LIMITS: '1', EZ360_RATE_LIMIT_READ: '40', EZ360_RATE_LIMIT_AUTH: '10' })
const silent = pino({ level: 'silent' })
beforeEach(async () => {
  await house.sql('owner', 'DELETE FROM rate_buckets')
})

let n = 0
const fresh = () => {
  n += 1
  return `test:${n}`
}
async function spendUntilRefused(take: () => Promise<number>, max: number): Promise<number> {
  for (let taken = 0; taken < max; taken += 1) if ((await take()) > 0) return taken
  return max
}

test('a bucket gives a minute’s worth, says when there is more, and refills', async () => {
  const buckets = createBuckets(house.pool, silent)
  const key = fresh()
  expect(await spendUntilRefused(() => buckets.take(key, 60), 100)).toBe(60)
  expect(await buckets.take(key, 60)).toBe(1)
  await house.sql('owner', "UPDATE rate_buckets SET refilled_at = refilled_at - interval '30 seconds' WHERE key = $1", [
    key,
  ])
  const later = createBuckets(house.pool, silent)
  expect(await spendUntilRefused(() => later.take(key, 60), 100)).toBe(30)
})

test('several processes together get no more than one, however many ask at once', async () => {
  const key = fresh()
  const processes = Array.from({ length: 4 }, () => createBuckets(house.pool, silent))
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, at) => processes[at % processes.length]?.take(key, 200)),
  )
  const given = answers.filter((waitSeconds) => waitSeconds === 0).length
  // Refilled while it ran: at most a few, at 200 a minute.
  expect(given).toBeGreaterThan(150)
  expect(given).toBeLessThanOrEqual(210)
})

test('most requests cost no statement, refused ones neither', async () => {
  const buckets = createBuckets(house.pool, silent)
  const key = fresh()
  const statements = await countStatements(async () => {
    for (let taken = 0; taken < 1000; taken += 1) await buckets.take(key, 6000)
  })
  expect(statements).toBeLessThanOrEqual(6)
  const small = fresh()
  await spendUntilRefused(() => buckets.take(small, 5), 10)
  const refused = await countStatements(async () => {
    for (let taken = 0; taken < 200; taken += 1) await buckets.take(small, 5)
  })
  expect(refused).toBeLessThanOrEqual(1)
})

test('without the database nobody is refused, and a process counts for itself', async () => {
  const nowhere = new pg.Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none', connectionTimeoutMillis: 200 })
  const buckets = createBuckets(nowhere, silent)
  expect(await buckets.take('anyone', 60)).toBe(0)
  await nowhere.end()
})

test('an account that reads too much is told when to come again; others and other classes go on', async () => {
  const answers = []
  for (let asked = 0; asked < 45; asked += 1) answers.push(await house.as.cy.http.get('/api/v1/me'))
  const refused = answers.filter(({ statusCode }) => statusCode === 429)
  expect(refused.length).toBeGreaterThan(3)
  const [first] = refused
  expect(first?.headers['content-type']).toContain('application/problem+json')
  expect(Number(first?.headers['retry-after'])).toBeGreaterThan(0)
  expect(first?.json()).toMatchObject({ type: '/problems/too_many_requests', status: 429 })
  expect(first?.headers['content-security-policy']).toBeDefined()
  expect((await house.as.ada.http.call(listClients)).statusCode).toBe(200)
  expect((await house.as.cy.http.call(listClients, { format: 'csv' } as never)).statusCode).not.toBe(429)
})

test('CVE-2026-45364: the addresses of one IPv6 network share a bucket, and so do an IPv4 address and its IPv6 form', async () => {
  const app = await house.app()
  const ask = (remoteAddress: string) =>
    app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: cast.ada.email },
      remoteAddress,
    })
  const refusedAmong = async (addresses: readonly string[]) => {
    let refused = 0
    for (const address of addresses) if ((await ask(address)).statusCode === 429) refused += 1
    return refused
  }
  const sixteen = Array.from({ length: 16 }, (_, at) => at + 1)
  expect(await refusedAmong(sixteen.map((at) => `2001:db8:7:7:${at}::${at}`))).toBeGreaterThan(3)
  expect(await refusedAmong(sixteen.map((at) => `2001:db8:7:${at + 100}::1`))).toBe(0)
  const forms = ['192.0.2.9', '::ffff:192.0.2.9', '::ffff:c000:209', '0:0:0:0:0:ffff:192.0.2.9']
  expect(await refusedAmong(sixteen.map((at) => forms[at % 4] ?? ''))).toBeGreaterThan(3)
})

test('a path that is written otherwise has the same allowance', async () => {
  const app = await house.app()
  let refused = 0
  for (const path of Array.from({ length: 16 }, (_, at) =>
    at % 2 ? '/api/auth/sign-in/email' : '/api/%61uth/sign-in/emai%6c',
  )) {
    const answer = await app.inject({ method: 'POST', url: path, payload: {}, remoteAddress: '192.0.2.77' })
    if (answer.statusCode === 429) refused += 1
  }
  expect(refused).toBeGreaterThan(3)
})
