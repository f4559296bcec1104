import { beforeAll, describe, expect, test } from 'vitest'
import { isAllowed, roles } from '#kernel/permissions.ts'
import { startTimer } from '#modules/time/contract.ts'
import { cast, companies } from './cast.ts'
import { seedForeignRecords } from './foreign-records.ts'
import { useHouse } from './house.ts'
import { ask, inCompany, names, unknownId } from './walk.ts'

/**
 * The wall, walked: every route of every module × who asks × own, foreign and unknown ids.
 */
const house = useHouse()
let foreign: { [table: string]: string } = {}
beforeAll(async () => {
  foreign = await seedForeignRecords(house)
  const started = await house.as.ben.http.call(startTimer, {})
  expect(started.statusCode).toBe(200)
})

const byRole = { staff: 'cy', manager: 'mia', admin: 'ben', owner: 'ada' } as const

test('the walk is awake', () => expect(inCompany.length).toBeGreaterThan(60))

describe('without a session', () => {
  test.each(names)('%s', async (_name, route) => {
    const app = await house.app()
    const url = `/api/v1/companies/${companies.maple.id}${route.endpoint.path.replace(/:\w+/g, unknownId)}`
    const answer = await app.inject({
      method: route.endpoint.method,
      url,
      ...(route.endpoint.method === 'GET' ? {} : { payload: {} }),
    })
    expect([answer.statusCode, answer.json().type]).toEqual([401, '/problems/not_signed_in'])
  })
})

describe('another company is exactly like none', () => {
  test.each(names)('%s', async (_name, { endpoint, operation }) => {
    const { input } = ask({ endpoint, operation }, () => unknownId)
    const olga = house.as.olga.http
    const there = await olga.call(endpoint, input as never, { companyId: companies.maple.id })
    const nowhere = await olga.call(endpoint, input as never, { companyId: unknownId })
    expect([there.statusCode, { ...there.json(), requestId: '' }]).toEqual([404, { ...nowhere.json(), requestId: '' }])
  })
})

describe('a role has what the table says', () => {
  test.each(names)('%s', async (_name, { endpoint, operation }) => {
    const { input } = ask({ endpoint, operation }, () => unknownId)
    for (const role of roles) {
      const answer = await house.as[byRole[role]].http.call(endpoint, input as never, {
        dryRun: operation.kind === 'command',
      })
      const refused = answer.statusCode === 403 && answer.json().type === '/problems/not_allowed'
      expect([role, refused], answer.body.slice(0, 300)).toEqual([role, !isAllowed({ role }, operation.needs)])
      expect(answer.statusCode, answer.body.slice(0, 300)).toBeLessThan(500)
    }
  })
})

/** These act on a running timer: Ben has one, Ada has none. */
const running = new Set(['PATCH /timer', 'POST /timer/switch'])

describe('an id of another company answers like one that does not exist', () => {
  const withIds = names.filter(([, route]) => ask(route, () => unknownId).idFields.length > 0)
  test.each(withIds)('%s', async (name, route) => {
    const { endpoint, operation } = route
    const { http } = running.has(name) ? house.as.ben : house.as.ada
    const call = async (ids: (table: string) => string) => {
      const answer = await http.call(endpoint, ask(route, ids).input as never, {
        dryRun: operation.kind === 'command',
      })
      return { status: answer.statusCode, body: answer.body.replace(/"requestId":"[^"]*"/, '') }
    }
    const stranger = await call((table) => foreign[table] ?? `no ${table}`)
    const unknown = await call(() => unknownId)
    expect(stranger).toEqual(unknown)
    // A list may answer with nothing, a form name the field; everything else has to say that there is nothing.
    const empty = endpoint.method === 'GET' && stranger.status === 200
    const named = stranger.status === 422 && stranger.body.includes('There is no such')
    expect(empty || named || stranger.status === 404, `${stranger.status} ${stranger.body.slice(0, 300)}`).toBe(true)
    if (empty) expect(stranger.body).not.toContain('Foreign')
  })
})

test('nobody of the rival is in the cast by mistake', () => {
  expect(Object.values(cast).filter(({ companyId }) => companyId === companies.oak.id)).toHaveLength(1)
})
