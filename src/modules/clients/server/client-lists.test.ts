import { beforeAll, describe, expect, test } from 'vitest'
import { companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { moneyCast } from '#testing/money-cast.ts'
import { workCast } from '#testing/work-cast.ts'
import { createClient } from './create-client.ts'
import { listClients } from './read-clients.ts'

const house = useHouse()
const work = workCast(house)
const money = moneyCast(house)

const names = async (input: object = {}) =>
  (await house.as.mia.perform(listClients, input)).items.map((item) => item.displayName)

/** All pages, item by item. */
async function walk(input: object): Promise<string[]> {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<(typeof listClients)['run']>> = await house.as.mia.perform(listClients, {
      ...input,
      ...(cursor ? { cursor } : {}),
    })
    seen.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor
  } while (cursor)
  return seen
}

beforeAll(async () => {
  const rows = [
    { organizationName: 'zebra' },
    { organizationName: 'Acme', email: 'pay@acme.example' },
    { organizationName: '100% Juice_Bar' },
    { organizationName: '100 Percent', personName: 'Ömer Back\\slash' },
    { personName: 'acme' },
    { personName: 'Acme' },
    { personName: 'ACME' },
  ]
  for (const row of rows) await house.as.mia.execute(createClient, row)
})

test('by name whatever the case, or latest first', async () => {
  const byName = await names()
  expect(byName.map((name) => name.toLowerCase())).toEqual(
    ['100 percent', '100% juice_bar', 'acme', 'acme', 'acme', 'acme', 'zebra'].sort((a, b) => a.localeCompare(b)),
  )
  expect((await names({ sort: '-createdAt' }))[0]).toBe('ACME')
  await expect(names({ sort: 'created_at' })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('pages follow each other without losing or repeating one, also under equal names', async () => {
  for (const sort of ['name', '-name', '-createdAt', 'createdAt']) {
    const whole = await walk({ sort })
    expect(whole).toHaveLength(7)
    expect(await walk({ sort, limit: 2 })).toEqual(whole)
  }
  const { nextCursor } = await house.as.mia.perform(listClients, { limit: 2 })
  await expect(names({ cursor: nextCursor, sort: '-createdAt' })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('a page goes on in its place when rows come and go', async () => {
  const first = await house.as.mia.perform(listClients, { limit: 3 })
  const added = await house.as.mia.execute(createClient, { organizationName: '0 in front' })
  const rest = await walk({ cursor: first.nextCursor ?? '', limit: 200 })
  expect(rest).toHaveLength(4)
  expect(rest).not.toContain(added.id)
  await house.sql('app', 'UPDATE clients SET deleted_at = now() WHERE id = $1', [added.id])
})

test.each`
  q                | found
  ${'ACM'}         | ${4}
  ${'pay@'}        | ${1}
  ${'100%'}        | ${1}
  ${'juice_'}      | ${1}
  ${'0_'}          | ${0}
  ${'%'}           | ${0}
  ${'_'}           | ${0}
  ${'@acme'}       | ${4}
  ${'cme'}         | ${0}
  ${'100  juice'}  | ${0}
  ${'back\\slash'} | ${1}
  ${'ömer'}        | ${1}
  ${"o'; --"}      | ${0}
`('search for $q finds $found', async ({ q, found }) => {
  expect(await names({ q })).toHaveLength(found)
})

test('only those who owe, only those with credit', async () => {
  const owing = await work.client({ organization_name: 'Owing' })
  const paid = await work.client({ organization_name: 'Rich' })
  await money.invoice(owing, 7_000)
  await house.sql(
    'owner',
    `INSERT INTO client_credit_entries (company_id, id, client_id, cents_delta, kind, source_id, occurred_on)
     VALUES ($1, gen_random_uuid(), $2, 300, 'manual_adjustment', gen_random_uuid(), '2026-01-01')`,
    [companies.maple.id, paid],
  )
  const { items } = await house.as.mia.perform(listClients, { withBalance: 'true' })
  expect(items).toMatchObject([{ id: owing, outstandingCents: 7_000, creditCents: 0 }])
  expect((await house.as.mia.perform(listClients, { withCredit: true })).items).toMatchObject([
    { id: paid, outstandingCents: 0, creditCents: 300 },
  ])
  expect(await names({ withCredit: true, withBalance: true })).toEqual([])
})

describe('with many clients', () => {
  beforeAll(async () => {
    const many = `INSERT INTO clients (company_id, id, organization_name, email)
      SELECT $1, gen_random_uuid(), md5(i::text) || ' Ltd', 'n' || i || '@many.example' FROM generate_series(1, $2::int) i`
    await house.sql('owner', many, [companies.maple.id, 20_000])
    await house.sql('owner', many, [companies.oak.id, 5_000], companies.oak.id)
    await house.sql('owner', 'ANALYZE clients')
  })

  test('a page takes a fixed number of statements, however long it is', async () => {
    const list = (limit: number) => countStatements(() => house.as.mia.perform(listClients, { limit }))
    // begin, actor, clients, outstanding, commit
    expect(await list(1)).toBe(5)
    expect(await list(200)).toBe(5)
  })

  /** What the database would do for the application's role behind row-level security. */
  async function plan(where: string, values: unknown[], order = 'sort_name, id'): Promise<string> {
    const rows = await house.sql<{ 'QUERY PLAN': string }>(
      'app',
      `EXPLAIN (COSTS OFF) SELECT id FROM clients WHERE company_id = $1 AND deleted_at IS NULL AND archived_at IS NULL
       AND ${where} ORDER BY ${order} LIMIT 51`,
      [companies.maple.id, ...values],
    )
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }

  test('pages go by their index, deep ones too', async () => {
    const after = ['f0', '00000000-0000-0000-0000-000000000000']
    expect(await plan('true', [])).toMatch(/Index Scan using clients_name_idx/)
    const deep = await plan('(sort_name, id) > ($2::text, $3::uuid)', after)
    expect(deep).toMatch(/clients_name_idx[\s\S]*Index Cond: .*ROW\(sort_name, id\) > ROW\('f0'/)
    expect(deep).not.toMatch(/Sort/)
    expect(await plan('true', [], 'created_at DESC, id DESC')).toMatch(/clients_recent_idx/)
  })
})
