import { beforeAll, expect, test } from 'vitest'
import { cast, companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { seedWork, work } from '#testing/work.ts'
import { workCast } from '#testing/work-cast.ts'
import { findProjects, loadProject, loadProjectServices, projectNames } from './index.ts'
import { listProjects } from './read-projects.ts'

const house = useHouse()
const made = workCast(house)

beforeAll(async () => {
  await seedWork(house)
  await house.sql('owner', `UPDATE projects SET number = 'P_1%' WHERE id = $1`, [work.garden])
  await made.time(work.birch, { project_id: work.website, minutes: 45 })
  await made.time(work.birch, { project_id: work.website, minutes: 15, state: 'draft' })
  await made.project(work.cedar, { name: 'Old', state: 'archived' })
})

const names = async (input: object = {}, who: 'mia' | 'cy' = 'mia') =>
  (await house.as[who].perform(listProjects, input)).items.map((item) => item.name)

test('by name, with client and hours; staff members get their own', async () => {
  expect(await names()).toEqual(['Brand', 'Garden', 'Support', 'Website'])
  expect(await names({}, 'cy')).toEqual(['Brand', 'Support', 'Website'])
  expect(await names({ clientId: work.cedar }, 'cy')).toEqual([])
  const { items } = await house.as.mia.perform(listProjects, { q: 'website' })
  expect(items).toMatchObject([{ clientName: 'Birch', loggedMinutes: 60, unbilledMinutes: 45, state: 'active' }])
})

test('filters and search, wildcards literal', async () => {
  expect(await names({ clientId: work.cedar })).toEqual(['Garden'])
  expect(await names({ clientId: work.cedar, state: 'all' })).toEqual(['Garden', 'Old'])
  expect(await names({ state: 'archived' })).toEqual(['Old'])
  expect(await names({ q: 'p_1' })).toEqual(['Garden'])
  expect(await names({ q: '1%' })).toEqual(['Garden'])
  expect(await names({ q: 'e_s' })).toEqual([])
})

test('pages are stable under equal names, and take a fixed number of statements', async () => {
  const twins = `INSERT INTO projects (company_id, id, client_id, number, name, billing_type)
    SELECT $1, gen_random_uuid(), $2, 'T-' || i, 'Twin', 'hourly' FROM generate_series(1, 60) i`
  await house.sql('owner', twins, [companies.maple.id, work.birch])
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<(typeof listProjects)['run']>> = await house.as.mia.perform(listProjects, {
      limit: 7,
      ...(cursor ? { cursor } : {}),
    })
    seen.push(...page.items.map((item) => item.id))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toEqual((await house.as.mia.perform(listProjects, { limit: 200 })).items.map((item) => item.id))
  expect(new Set(seen).size).toBe(64)
  const list = (limit: number) => countStatements(() => house.as.mia.perform(listProjects, { limit }))
  // begin, actor, projects, clients, hours, commit
  expect([await list(2), await list(50)]).toEqual([6, 6])
})

test('pages go by their index', async () => {
  const many = `INSERT INTO projects (company_id, id, client_id, number, name, billing_type)
    SELECT $1, gen_random_uuid(), $2, 'M-' || i, md5(i::text), 'hourly' FROM generate_series(1, 5000) i`
  await house.sql('owner', many, [companies.oak.id, work.ivy], companies.oak.id)
  await house.sql('owner', 'ANALYZE projects')
  const plan = async (order: string, after: string) => {
    const rows = await house.sql<{ 'QUERY PLAN': string }>(
      'app',
      `EXPLAIN SELECT id FROM projects WHERE company_id = $1 AND deleted_at IS NULL AND state IN ('active', 'on_hold')
       AND ${after} ORDER BY ${order} LIMIT 51`,
      [companies.oak.id],
      companies.oak.id,
    )
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }
  const deep = await plan('sort_name, id', `(sort_name, id) > ('f0', '00000000-0000-0000-0000-000000000000')`)
  expect(deep).toMatch(/projects_list_idx[\s\S]*ROW\(sort_name, id\)/)
  expect(await plan('created_at DESC, id DESC', 'true')).toMatch(/projects_recent_idx/)
})

test('the door: a staff member loads only their own; names are for whoever sees the record', async () => {
  await house.as.cy.scope(async (scope) => {
    expect(await loadProject(scope, work.website)).toMatchObject({ name: 'Website' })
    await expect(loadProject(scope, work.garden)).rejects.toMatchObject({ code: 'not_found' })
    expect(await projectNames(scope, [work.garden, work.wiring])).toEqual(new Map([[work.garden, 'Garden']]))
    expect([...(await findProjects(scope, [work.garden, work.wiring])).keys()]).toEqual([work.garden])
    expect(await loadProjectServices(scope, work.website)).toEqual([])
    expect(scope.actor).toMatchObject({ memberId: cast.cy.memberId })
  })
})
