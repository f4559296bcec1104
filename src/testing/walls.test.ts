import { beforeAll, describe, expect, test } from 'vitest'
import { isAllowed } from '#kernel/permissions.ts'
import { writeOffInvoice } from '#modules/credit-notes/server/index.ts'
import { createInvoice, sendInvoice } from '#modules/documents/server/index.ts'
import { startTimer } from '#modules/time/contract.ts'
import type { Command, Query, Route } from '#platform/operation.ts'
import { type Asker, said, seatAskers } from './askers.ts'
import { cast, companies } from './cast.ts'
import { seedForeignRecords } from './foreign-records.ts'
import { useHouse } from './house.ts'
import { ask, inCompany, names, tableOf, unknownId } from './walk.ts'

/**
 * The wall, walked: every route of every module × everybody who can ask × foreign and unknown ids. Other ways over it:
 * walls-fields (ids beside the path), walls-ways (cursors, lists, deleted records), walls-raw (what is no contract).
 */
const house = useHouse()
let askers: Asker[] = []
let foreign: { [table: string]: string } = {}
beforeAll(async () => {
  foreign = await seedForeignRecords(house)
  foreign.write_offs = await writtenOff(foreign.clients ?? '')
  askers = await seatAskers(house)
  const started = await house.as.ben.http.call(startTimer, {})
  expect(started.statusCode).toBe(200)
})

/** The only record here that cannot be made by SQL alone: it belongs to an invoice that was sent. */
async function writtenOff(clientId: string): Promise<string> {
  const { olga } = house.as
  const lines = [{ name: 'Wiring', unitPriceCents: 5000 }]
  const { id: invoiceId } = await olga.execute(createInvoice, { clientId, lines })
  await olga.execute(sendInvoice, { invoiceId, email: null })
  const { id } = (await olga.execute(writeOffInvoice, { invoiceId, reason: 'Foreign' })) as { id: string }
  return id
}

test('the walk is awake', () => {
  expect(inCompany.length).toBeGreaterThan(60)
  expect(askers.map(({ name }) => name)).toHaveLength(6)
  expect(Object.values(tableOf).filter((table) => foreign[table] === undefined)).toEqual([])
})

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

type Walked = Route & { operation: Command | Query }
const call = async ({ http }: Asker, { endpoint, operation }: Walked, ids: (table: string) => string) =>
  said(
    await http.call(endpoint, ask({ endpoint, operation }, ids).input as never, {
      dryRun: operation.kind === 'command',
    }),
  )

/** These act on a running timer: the admin has one, the others have none. */
const running = new Set(['PATCH /timer', 'POST /timer/switch'])
/** Whoever has a running timer is answered with it, whatever is asked for, and a second older each time. */
const isAnsweredByTimer = (name: string, asker: Asker) => name === 'POST /timer/start' && asker.name === 'admin'

/** An id that leads nowhere: a list may answer with nothing, a form name the field; everything else says that there is nothing. */
function leadsNowhere(method: string, { status, body }: { status: number; body: string }): boolean {
  const empty = method === 'GET' && status === 200 && !body.includes('Foreign')
  return empty || status === 404 || (status === 422 && body.includes('There is no such'))
}

describe('everybody has what the table says, and an id of another company answers them like one that does not exist', () => {
  test.each(names)('%s', async (name, route: Walked) => {
    const { endpoint, operation } = route
    const withIds = ask(route, () => unknownId).idFields.length > 0
    await Promise.all(
      askers.map(async (asker) => {
        const [unknown, stranger] = await Promise.all([
          call(asker, route, () => unknownId),
          withIds ? call(asker, route, (table) => foreign[table] ?? unknownId) : undefined,
        ])
        const refused = unknown.status === 403 && unknown.body.includes('"/problems/not_allowed"')
        const where = `${asker.name}: ${unknown.status} ${unknown.body.slice(0, 300)}`
        expect(refused, where).toBe(!isAllowed(asker.holder, operation.needs))
        expect(unknown.status, where).toBeLessThan(500)
        if (stranger === undefined || isAnsweredByTimer(name, asker)) return
        expect(stranger, where).toEqual(unknown)
        const timerless = running.has(name) && asker.name !== 'admin'
        if (!refused && !timerless) expect(leadsNowhere(endpoint.method, stranger), where).toBe(true)
      }),
    )
  })
})

test('nobody of the rival is in the cast by mistake', () => {
  expect(Object.values(cast).filter(({ companyId }) => companyId === companies.oak.id)).toHaveLength(1)
})
