import { beforeAll, expect, test } from 'vitest'
import { companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { createClient } from './create-client.ts'
import { listClients } from './read-clients.ts'
import { updateClient } from './update-client.ts'

const house = useHouse()
const names = async (q: string, more: object = {}) =>
  (await house.as.mia.perform(listClients, { q, ...more })).items.map((item) => item.displayName)
const add = (organizationName: string) => house.as.mia.execute(createClient, { organizationName })

beforeAll(async () => {
  for (const name of ['Silver Birch Studio', "O'Neill & Sons", '東京タワー株式会社', 'Ärzte   Nord']) await add(name)
  const many = `INSERT INTO clients (company_id, id, organization_name)
    SELECT $1, gen_random_uuid(), 'Common ' || md5(i::text) FROM generate_series(1, $2::int) i`
  await house.sql('owner', many, [companies.maple.id, 3000])
  await house.sql('owner', many, [companies.oak.id, 100], companies.oak.id)
  await house.sql('owner', 'ANALYZE clients, search_words')
})

test.each([
  ['birch', 'Silver Birch Studio'],
  ['BIRCH st', 'Silver Birch Studio'],
  ['  birch   studio ', 'Silver Birch Studio'],
  ['s', 'Silver Birch Studio'],
  ['& sons', "O'Neill & Sons"],
  ['タワー', '東京タワー株式会社'],
  ['ärzte nord', 'Ärzte   Nord'],
  ['nord', 'Ärzte   Nord'],
])('“%s” finds %s', async (q, name) => {
  expect(await names(q)).toContain(name)
})

test('a word is found from its beginning, signs alone find nothing', async () => {
  for (const q of ['irch', 'birch silver', '%', '—"', "'; --"]) expect(await names(q)).toEqual([])
})

test('a client who is renamed is found by the new name only; one who is gone, by none', async () => {
  const { id, revision } = await add('Before Change')
  await house.as.mia.execute(
    updateClient,
    { clientId: id, organizationName: 'After Change' },
    { expectedRevision: revision },
  )
  expect(await names('before')).toEqual([])
  expect(await names('after')).toEqual(['After Change'])
  await house.sql('owner', 'DELETE FROM clients WHERE id = $1', [id])
  expect(await house.sql('owner', 'SELECT FROM search_words WHERE subject_id = $1', [id])).toEqual([])
})

test('what most rows have is found by walking, page after page, without losing one', async () => {
  const first = await house.as.mia.perform(listClients, { q: 'common', limit: 200 })
  expect(first.items).toHaveLength(200)
  const second = await house.as.mia.perform(listClients, { q: 'common', limit: 200, cursor: first.nextCursor })
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(400)
  expect(await names('ommon', { limit: 200 })).toEqual([])
  const one = first.items[7]?.displayName ?? ''
  expect(await names(one)).toEqual([one])
  expect(await names(one.slice(7))).toEqual([one])
})

test('search takes the same few statements whatever it finds', async () => {
  // begin, actor, words, clients, outstanding, commit
  for (const q of ['common', 'birch']) {
    expect(await countStatements(() => names(q))).toBe(6)
  }
})

test('a search is a range of the index, behind row-level security', async () => {
  const plan = await house.sql<{ 'QUERY PLAN': string }>(
    'app',
    `EXPLAIN (COSTS OFF) SELECT w.subject_id FROM search_words w
     WHERE w.company_id = $1 AND w.subject = 'clients' AND w.word >= lower($2) AND w.word < lower($2) || U&'\\+10FFFF' LIMIT 2001`,
    [companies.maple.id, 'birch'],
  )
  const text = plan.map((row) => row['QUERY PLAN']).join('\n')
  expect(text).toMatch(/Index (Only )?Scan using search_words_pkey/)
  expect(text).toMatch(/Index Cond: .*word >= .*word < /)
})

test('the words of another company are behind the wall, and the application cannot write any', async () => {
  expect(await house.sql('app', 'SELECT DISTINCT company_id FROM search_words', [], companies.oak.id)).toEqual([
    { company_id: companies.oak.id },
  ])
  await expect(house.sql('app', "UPDATE search_words SET word = 'x'")).rejects.toThrow(/permission denied/)
})
