import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '#platform/operation.ts'
import { routes } from '../../app/modules.ts'
import { companies } from '../cast.ts'
import { ourPage } from '../client.ts'
import { seedRecords } from '../foreign-records.ts'
import { useHouse } from '../house.ts'
import { sampleInput } from '../sample-input.ts'
import { ask, unknownId } from '../walk.ts'
import { watchConnections } from './connections.ts'
import { placesIn, valuesFor, withValue } from './places.ts'
import { faultOf, requestFor } from './speak.ts'

/**
 * Every field of every endpoint with values that nobody means: sizes, Unicode, numbers at their bounds, dates that are
 * none, objects for scalars. No 5xx, a sentence for everything that is refused, no request to anywhere.
 */
const house = useHouse()
const connections = watchConnections()
let own: { [table: string]: string } = {}
let cookie = ''
let cases = 0
let accepted = 0
beforeAll(async () => {
  const seeded = await seedRecords(house, companies.maple.id, '9100')
  // It came by SQL without what it posted, which no code can cause.
  own = { ...seeded, expense_reimbursements: unknownId }
  const { sessionCookieFor } = await import('#modules/identity/server/index.ts')
  cookie = await sessionCookieFor(house, '0190a000-0000-7000-8000-0000000b0001')
})

const all = routes.filter(({ endpoint }) => endpoint.path !== '/me' || endpoint.method !== 'GET')
const named = all.map((route) => [`${route.endpoint.method} ${route.endpoint.path}`, route] as const)

/** An input that is right, for the place that is not to be looked at. */
function rightInput(route: Route): { [name: string]: unknown } {
  if (route.endpoint.area === 'company') return ask(route, (table) => own[table] ?? unknownId).input
  return sampleInput(route.endpoint.input, () => unknownId).input
}

async function send(route: Route, input: { [name: string]: unknown }) {
  const dryRun = route.operation.kind === 'command'
  const app = await house.app()
  const request = requestFor(route.endpoint, input, dryRun)
  cases += 1
  const headers = { cookie, ...ourPage, 'content-type': 'application/json', 'idempotency-key': `bad-input-${cases}` }
  const answer = await app.inject({ ...request, headers })
  if (answer.statusCode < 400) accepted += 1
  return { answer, request }
}

describe('every field of every endpoint', () => {
  let turn = 0
  test.each(named)('%s', { timeout: 60_000 }, async (_name, route) => {
    const right = rightInput(route)
    const faults: string[] = []
    for (const place of placesIn(route.endpoint.input)) {
      turn += 1
      for (const value of valuesFor(place, turn)) {
        const { answer, request } = await send(route, withValue(right, place.path, value))
        const fault = faultOf(answer)
        if (fault) faults.push(`${place.path.join('.')} in ${(request.payload ?? request.url).slice(0, 160)}: ${fault}`)
      }
    }
    expect(faults).toEqual([])
  })
})

afterAll(() => {
  process.stdout.write(`bad input: ${cases} cases over ${named.length} endpoints, ${accepted} of them harmless\n`)
})

test('there were many, most were refused, and nothing was asked of anybody outside', async () => {
  expect(cases).toBeGreaterThanOrEqual(2000)
  expect(accepted / cases).toBeLessThan(0.6)
  expect(connections.elsewhere(house.ownerUrl)).toEqual([])
})
