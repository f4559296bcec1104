import { beforeAll, describe, expect, test } from 'vitest'
import * as deleted from '#modules/audit/contract.ts'
import { createCatalogItem, deleteCatalogItem } from '#modules/catalog/contract.ts'
import { createClient, deleteClient } from '#modules/clients/contract.ts'
import { createProject, deleteProject } from '#modules/projects/contract.ts'
import type { Deletable } from '#platform/database/deletable.ts'
import { deletables } from '../app/deletables.ts'
import { companies } from './cast.ts'
import { seedRecords } from './foreign-records.ts'
import { useHouse } from './house.ts'
import { ask, inCompany, unknownId } from './walk.ts'

/** What people delete stays behind, hidden from every list, until an admin brings it back. */
const house = useHouse()
const company = companies.maple.id
let ids: { [table: string]: string } = {}
const idOf = ({ kind, table }: Deletable) => ids[kind === 'quotes' ? 'estimates' : table] ?? `no ${table}`

const erase = (one: Deletable, at: string) =>
  house.sql('owner', `UPDATE ${one.table} SET deleted_at = $2 WHERE id = $1`, [idOf(one), at])
const restore = (kind: string, recordId: string) =>
  house.as.ben.http.call(deleted.restoreRecord, { kind, recordId } as never)
const problem = (answer: { statusCode: number; json(): { type?: string } | null }) => [
  answer.statusCode,
  answer.json()?.type?.split('/').at(-1),
]
const listed = async (kind?: string) => {
  const answer = await house.as.ben.http.call(deleted.listDeletedRecords, (kind ? { kind, limit: 200 } : {}) as never)
  return answer.json<{ items: deleted.DeletedRecord[] }>().items
}

beforeAll(async () => {
  ids = await seedRecords(house, company, '9400')
  await house.sql('owner', "UPDATE collection_notes SET follow_up_on = '2026-03-09'")
})

/** Tables with tombstones that nobody brings back. */
const others: { [table: string]: string } = {
  companies: 'a company is closed and opened again; no list shows its tombstone',
  accounts: 'accounts are made inactive or merged; the column is not written by any command',
  media_objects: 'the file itself is gone by then',
}

test('every table with tombstones is declared, with an index of the living and one of the dead', async () => {
  const tables = await house.sql<{ name: string; living: boolean; dead: boolean }>(
    'owner',
    `SELECT c.relname AS name,
            bool_or(pg_get_expr(i.indpred, i.indrelid) LIKE '%deleted_at IS NULL%') AS living,
            bool_or(pg_get_expr(i.indpred, i.indrelid) LIKE '%deleted_at IS NOT NULL%') AS dead
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_index i ON i.indrelid = c.oid
     WHERE a.attname = 'deleted_at' AND NOT a.attisdropped AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
     GROUP BY c.relname ORDER BY 1`,
  )
  const declared = new Set(deletables.map(({ table }) => table))
  expect(tables.map(({ name }) => name)).toEqual([...declared, ...Object.keys(others)].sort())
  const faults = tables.filter(({ name, living, dead }) => declared.has(name) && !(living && dead))
  expect(faults).toEqual([])
  expect(deletables.map(({ kind }) => kind).sort()).toEqual([...deleted.deletedKinds].sort())
})

const reads = inCompany.filter(({ endpoint: { method, path } }) => method === 'GET' && !path.startsWith('/deleted'))

/** Kind → the reads in whose answers the record stands as a thing of its own. */
async function whereTheyStand(): Promise<{ [kind: string]: string[] }> {
  const found: { [kind: string]: string[] } = Object.fromEntries(deletables.map(({ kind }) => [kind, []]))
  for (const route of reads) {
    const { input } = ask(route, (table) => ids[table] ?? unknownId)
    const answer = await house.as.ada.http.call(route.endpoint, input as never)
    if (answer.statusCode !== 200) continue
    for (const one of deletables)
      if (answer.body.includes(`"id":"${idOf(one)}"`)) found[one.kind]?.push(route.endpoint.path)
  }
  return found
}

test('deleted, they stand in no list any more', { timeout: 120_000 }, async () => {
  const before = await whereTheyStand()
  expect(Object.entries(before).filter(([, paths]) => paths.length === 0)).toEqual([])
  for (const [at, one] of deletables.entries()) await erase(one, `2026-03-03T10:${10 + at}:00Z`)
  expect(await whereTheyStand()).toEqual(Object.fromEntries(deletables.map(({ kind }) => [kind, []])))
})

test('admins see everything that was deleted, latest first, page by page; others see nothing', async () => {
  const all = [...deletables].reverse().map(({ kind }) => kind)
  expect((await listed()).map(({ kind }) => kind)).toEqual(all)
  const page = async (cursor?: string) =>
    (await house.as.ben.http.call(deleted.listDeletedRecords, { limit: 8, ...(cursor ? { cursor } : {}) })).json<{
      items: deleted.DeletedRecord[]
      nextCursor: string
    }>()
  const first = await page()
  expect([...first.items, ...(await page(first.nextCursor)).items].map(({ kind }) => kind)).toEqual(all)
  expect((await listed('clients')).map(({ name }) => name)).toEqual(['Foreign Corp'])
  expect((await house.as.mia.http.call(deleted.listDeletedRecords)).statusCode).toBe(403)
})

describe('brought back', () => {
  test('what it belongs to comes first', async () => {
    expect(problem(await restore('projects', ids.projects ?? ''))).toEqual([409, 'restore_parent_first'])
    expect((await restore('clients', ids.clients ?? '')).statusCode).toBe(200)
    expect((await restore('projects', ids.projects ?? '')).statusCode).toBe(200)
  })

  const rest = deletables.filter(({ kind }) => kind !== 'clients' && kind !== 'projects')
  test.each(rest.map((one) => [one.kind, one] as const))('%s', async (kind, one) => {
    const answer = await restore(kind, idOf(one))
    expect(problem(answer), answer.body).toEqual(one.gone ? [409, one.gone] : [200, undefined])
    expect((await listed(kind)).length).toBe(one.gone ? 1 : 0)
    // What is there, or was never, is not brought back.
    if (!one.gone) expect(problem(await restore(kind, idOf(one)))).toEqual([404, 'not_found'])
  })

  test('a plan that runs comes back asleep', async () => {
    const states = await house.sql('app', 'SELECT state FROM recurring_plans WHERE id = $1', [ids.recurring_plans])
    expect(states).toEqual([{ state: 'paused' }])
  })
})

test('the list says who deleted it, and the log says who brought it back', async () => {
  const made = (await house.as.mia.http.call(createClient, { organizationName: 'Gone Ltd' })).json<{ id: string }>()
  await house.as.mia.http.call(deleteClient, { clientId: made.id })
  expect(await listed('clients')).toMatchObject([{ id: made.id, name: 'Gone Ltd', deletedBy: 'Mia', gone: null }])
  await restore('clients', made.id)
  const [said] = await house.sql(
    'app',
    "SELECT actor_name, subject_type, subject_id FROM audit_events WHERE action = 'deleted.restore' ORDER BY id DESC LIMIT 1",
  )
  expect(said).toEqual({ actor_name: 'Ben', subject_type: 'client', subject_id: made.id })
})

test('a name or number that somebody else took meanwhile is told, and nothing comes back', async () => {
  const { ben } = house.as
  const item = async () => (await ben.http.call(createCatalogItem, { name: 'Twice' })).json<{ id: string }>().id
  const first = await item()
  await ben.http.call(deleteCatalogItem, { itemId: first })
  await item()
  expect(problem(await restore('catalog-items', first))).toEqual([409, 'catalog_name_taken'])
  const clientId = ids.clients ?? ''
  const project = async () =>
    (await ben.http.call(createProject, { clientId, number: 'P-77', name: 'Twice' } as never)).json<{ id: string }>().id
  const early = await project()
  await ben.http.call(deleteProject, { projectId: early })
  await project()
  expect(problem(await restore('projects', early))).toEqual([409, 'project_number_taken'])
  expect(await listed()).toHaveLength(4)
})
