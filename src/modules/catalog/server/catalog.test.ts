import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { activateCatalogItem, deactivateCatalogItem } from './activate-catalog-item.ts'
import { createCatalogItem } from './create-catalog-item.ts'
import { deleteCatalogItem } from './delete-catalog-item.ts'
import { findCatalogItems, loadCatalogItem } from './index.ts'
import { listCatalogItems, listServices, readCatalogItem } from './read-catalog.ts'
import { updateCatalogItem } from './update-catalog-item.ts'

const house = useHouse()
let design = ''

const account = async (code: string, companyId?: string) => {
  const rows = await house.sql<{ id: string }>('app', 'SELECT id FROM accounts WHERE code = $1', [code], companyId)
  return rows[0]?.id ?? ''
}
const names = async (input: object = {}) =>
  (await house.as.mia.perform(listCatalogItems, input)).items.map((item) => item.name)

beforeAll(async () => {
  design = (await house.as.mia.execute(createCatalogItem, { name: 'Design', unitPriceCents: 14_000 })).id
})

test('an item is added; a name alone makes a free service by the hour', async () => {
  const id = newId()
  const item = await house.as.mia.execute(createCatalogItem, { id, name: 'Advice' })
  expect(item).toMatchObject({ id, itemType: 'service', unit: 'hour', unitPriceCents: 0, taxable: false, active: true })
  expect(await house.as.mia.perform(readCatalogItem, { itemId: id })).toEqual(item)
  const full = {
    itemType: 'product',
    name: 'Poster',
    description: 'A2, matt',
    unitPriceCents: 2_500,
    unit: 'piece',
    taxable: true,
    incomeAccountId: await account('4000'),
  }
  expect(await house.as.mia.execute(createCatalogItem, full)).toMatchObject(full)
  const audited = 'SELECT after FROM audit_events WHERE action = $1 AND subject_id = $2'
  expect(await house.sql('app', audited, ['catalog.create', id])).toMatchObject([{ after: { name: 'Advice' } }])
})

test('names are told apart whatever the case; a deleted item gives its name back', async () => {
  const again = () => house.as.mia.execute(createCatalogItem, { name: 'DESIGN' })
  await expect(again()).rejects.toMatchObject({ code: 'catalog_name_taken', status: 409 })
  const { id } = await house.as.mia.execute(createCatalogItem, { name: 'Review' })
  const rename = house.as.mia.execute(updateCatalogItem, { itemId: id, name: 'design' })
  await expect(rename).rejects.toMatchObject({ code: 'catalog_name_taken' })
  await house.as.mia.execute(deleteCatalogItem, { itemId: id })
  expect(await house.as.mia.execute(createCatalogItem, { name: 'review' })).toMatchObject({ active: true })
})

test('income goes only to an income account of this company', async () => {
  const earn = (incomeAccountId: string) => house.as.mia.execute(updateCatalogItem, { itemId: design, incomeAccountId })
  await expect(earn(await account('1000'))).rejects.toMatchObject({ code: 'account_not_income' })
  await expect(earn(await account('4000', companies.oak.id))).rejects.toMatchObject({ code: 'not_found' })
  expect((await earn(await account('4000'))).incomeAccountId).toBe(await account('4000'))
  expect(await house.as.mia.perform(readCatalogItem, { itemId: design })).toMatchObject({ unitPriceCents: 14_000 })
})

test('prices are whole cents from zero to what a document can hold', async () => {
  for (const unitPriceCents of [-1, 1.5, 100_000_000_000, '14']) {
    const refused = house.as.mia.execute(createCatalogItem, { name: 'Wrong', unitPriceCents })
    await expect(refused).rejects.toMatchObject({ code: 'invalid_input', errors: [{ path: 'unitPriceCents' }] })
  }
})

test('an inactive item leaves lists and pickers and stays readable', async () => {
  const { id } = await house.as.mia.execute(createCatalogItem, { name: 'Fax' })
  const off = await house.as.mia.execute(deactivateCatalogItem, { itemId: id })
  expect(off).toMatchObject({ active: false, revision: 2 })
  expect(await house.as.mia.execute(deactivateCatalogItem, { itemId: id })).toEqual(off)
  expect(await names({ q: 'fax' })).toEqual([])
  expect(await names({ q: 'fax', state: 'inactive' })).toEqual(['Fax'])
  expect(await house.as.mia.perform(readCatalogItem, { itemId: id })).toEqual(off)
  await house.as.mia.execute(activateCatalogItem, { itemId: id })
  expect(await names({ q: 'fax' })).toEqual(['Fax'])
})

test('a lost update is refused with what is there', async () => {
  const { id, revision } = await house.as.mia.execute(createCatalogItem, { name: 'Twice' })
  const change = (taxable: boolean) =>
    house.as.mia.execute(updateCatalogItem, { itemId: id, taxable }, { expectedRevision: revision })
  await change(true)
  await expect(change(false)).rejects.toMatchObject({ code: 'stale_revision', current: { taxable: true } })
})

test('a deleted item is gone from lists, and old records still find it', async () => {
  const { id } = await house.as.mia.execute(createCatalogItem, { name: 'Gone' })
  await house.as.mia.execute(deleteCatalogItem, { itemId: id })
  await expect(house.as.mia.perform(readCatalogItem, { itemId: id })).rejects.toMatchObject({ code: 'not_found' })
  expect(await names({ q: 'gone', state: 'all' })).toEqual([])
  await house.as.mia.scope(async (scope) => {
    await expect(loadCatalogItem(scope, id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await findCatalogItems(scope, [id, newId()])).get(id)).toMatchObject({ name: 'Gone' })
  })
})

test('the list: by name, by kind, searched in names and descriptions, in a fixed number of statements', async () => {
  const all = await names({ state: 'all' })
  expect(all).toEqual([...all].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase())))
  expect(await names({ itemType: 'product' })).toEqual(['Poster'])
  expect(await names({ q: 'MATT' })).toEqual(['Poster'])
  expect(await names({ q: 'a_' })).toEqual([])
  const paged: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<(typeof listCatalogItems)['run']>> = await house.as.mia.perform(listCatalogItems, {
      state: 'all',
      limit: 2,
      ...(cursor ? { cursor } : {}),
    })
    paged.push(...page.items.map((item) => item.name))
    cursor = page.nextCursor
  } while (cursor)
  expect(paged).toEqual(all)
  // begin, actor, items, commit
  expect(await countStatements(() => house.as.mia.perform(listCatalogItems, { limit: 200 }))).toBe(4)
})

test('pages of a large catalog go by their index', async () => {
  const many = `INSERT INTO catalog_items (company_id, id, item_type, name)
    SELECT $1, gen_random_uuid(), 'service', md5(i::text) FROM generate_series(1, 5000) i`
  await house.sql('owner', many, [companies.oak.id], companies.oak.id)
  await house.sql('owner', 'ANALYZE catalog_items')
  const rows = await house.sql<{ 'QUERY PLAN': string }>(
    'app',
    `EXPLAIN SELECT id FROM catalog_items WHERE company_id = $1 AND deleted_at IS NULL AND active
     AND (sort_name, id) > ('f0', '00000000-0000-0000-0000-000000000000') ORDER BY sort_name, id LIMIT 51`,
    [companies.oak.id],
    companies.oak.id,
  )
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/catalog_items_list_idx[\s\S]*ROW\(sort_name, id\)/)
})

test('staff members choose services by name, see no prices and do not touch; another company sees not_found', async () => {
  const { cy } = house.as
  await expect(cy.execute(createCatalogItem, { name: 'Mine' })).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(cy.perform(readCatalogItem, { itemId: design })).rejects.toMatchObject({ code: 'not_allowed' })
  const { items } = await cy.perform(listServices)
  expect(items.length).toBeGreaterThan(0)
  for (const item of items) expect(Object.keys(item).sort()).toEqual(['id', 'name'])
  const { olga } = house.as
  await expect(olga.perform(readCatalogItem, { itemId: design })).rejects.toMatchObject({ code: 'not_found' })
  for (const change of [updateCatalogItem, activateCatalogItem, deactivateCatalogItem, deleteCatalogItem]) {
    await expect(olga.execute(change, { itemId: design })).rejects.toMatchObject({ code: 'not_found' })
  }
})
