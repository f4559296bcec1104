import { beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '#kernel/endpoint.ts'
import { type Asker, said, seatAskers } from './askers.ts'
import { companies } from './cast.ts'
import { seedForeignRecords, seedRecords } from './foreign-records.ts'
import { useHouse } from './house.ts'
import { ask, names, tableFor, unknownId } from './walk.ts'

/** The ways over a wall that are no plain id: cursors, lists of ids, deleted records, files, the event stream. */
const house = useHouse()
type Ids = { [table: string]: string }
let foreign: Ids = {}
let own: Ids = {}
let askers: Asker[] = []
beforeAll(async () => {
  foreign = await seedForeignRecords(house)
  await seedRecords(house, companies.oak.id, '9001')
  own = await seedRecords(house, companies.maple.id, '9100')
  own.accounts = '0190a000-0000-7000-9100-0000000000ac'
  const account = "INSERT INTO accounts (company_id, id, code, name, type) VALUES ($1, $2, '7001', 'Own', 'expense')"
  await house.sql('owner', account, [companies.maple.id, own.accounts])
  askers = await seatAskers(house)
})

/** How many lists were long enough to give a cursor. */
let given = 0

const fields = (endpoint: Endpoint) => Object.keys((endpoint.input as { shape?: object }).shape ?? {})

describe('a cursor is a place in a list, not a key to it', () => {
  const lists = names.filter(([, { endpoint }]) => fields(endpoint).includes('cursor'))
  test('the walk is awake', () => expect(lists.length).toBeGreaterThan(20))

  test.each(lists)('%s', async (_name, route) => {
    const mine = ask(route, (table) => foreign[table] ?? unknownId).input
    const first = await house.as.olga.http.call(route.endpoint, { ...mine, limit: 1 } as never)
    const cursor = (first.json() as { nextCursor?: string | null }).nextCursor
    const crossed = await house.as.ada.http.call(route.endpoint, {
      ...ask(route, (table) => own[table] ?? unknownId).input,
      limit: 200,
      cursor: cursor ?? 'forged',
    } as never)
    expect(crossed.statusCode, crossed.body.slice(0, 300)).toBeLessThan(500)
    for (const id of Object.values(foreign)) expect(crossed.body).not.toContain(id)
    if (!cursor) return
    given += 1
    await refusesTamperedCursors(route.endpoint, mine, cursor)
  })

  test('many lists gave one', () => expect(given).toBeGreaterThan(7))
})

const bad = ["x' OR '1'='1", '9999-99-99', -1, null, { $ne: 1 }, '\u0000', '9'.repeat(400)]

/** A cursor with its parts replaced in turn: a wrong type, another order, text that would break out of a literal. */
function tampered(cursor: string): string[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    const forged = [...parts.keys()].flatMap((at) => bad.map((value) => parts.with(at, value)))
    return forged.map((each) => Buffer.from(JSON.stringify(each)).toString('base64url'))
  } catch {
    return bad.map(String)
  }
}

async function refusesTamperedCursors(endpoint: Endpoint, input: object, cursor: string): Promise<void> {
  for (const forged of tampered(cursor)) {
    const answer = await house.as.olga.http.call(endpoint, { ...input, limit: 1, cursor: forged } as never)
    const read = Buffer.from(forged, 'base64url').toString('utf8')
    expect(answer.statusCode, `${read}: ${answer.body.slice(0, 200)}`).toBeLessThan(500)
  }
}

describe('pain 19: one foreign id among own ones refuses the whole, as an unknown one does', () => {
  const bulk = names.filter(([, route]) => {
    const { input, idFields } = ask(route, () => unknownId)
    return idFields.some((field) => Array.isArray(input[field]))
  })
  test('the walk is awake', () => expect(bulk.length).toBeGreaterThan(5))

  test.each(bulk)('%s', async (_name, route) => {
    const mixed = async (other: (table: string) => string) => {
      const { input, idFields } = ask(route, (table) => own[table] ?? unknownId)
      for (const field of idFields) {
        const table = tableFor(route.endpoint.path, field) ?? ''
        if (Array.isArray(input[field])) input[field] = [own[table] ?? unknownId, other(table)]
      }
      const answer = await house.as.ada.http.call(route.endpoint, input as never, {
        dryRun: route.operation.kind === 'command',
      })
      return said(answer)
    }
    const crossed = await mixed((table) => foreign[table] ?? unknownId)
    expect(crossed).toEqual(await mixed(() => unknownId))
    for (const id of Object.values(foreign)) expect(crossed.body).not.toContain(id)
  })
})

describe('what was deleted answers like what never was', () => {
  /** Bringing back is for what was deleted. */
  const revives = (path: string) => path.endsWith('/restore')
  const single = names.filter(([, route]) => {
    const inPath = ask(route, () => unknownId).idFields.filter((field) => route.endpoint.path.includes(`:${field}`))
    return inPath.length > 0 && !revives(route.endpoint.path)
  })

  test.each(single)('%s', async (_name, route) => {
    const inPath = ask(route, () => unknownId).idFields.filter((field) => route.endpoint.path.includes(`:${field}`))
    const tables = inPath.map((field) => tableFor(route.endpoint.path, field) ?? '')
    const calls = (idOf: (table: string) => string) =>
      Promise.all(
        askers.map(async ({ name, http }) => {
          const options = { dryRun: route.operation.kind === 'command' }
          return { name, ...said(await http.call(route.endpoint, ask(route, idOf).input as never, options)) }
        }),
      )
    for (const table of tables) {
      const withId = (id: string) => (wanted: string) => {
        if (wanted === table) return id
        return tables.includes(wanted) ? (own[wanted] ?? unknownId) : unknownId
      }
      const row = table === 'estimates' ? 'documents' : table
      if (!(await softDeletes(row))) continue
      const id = own[table] ?? unknownId
      const unknown = await calls(withId(unknownId))
      await house.sql('owner', `UPDATE ${row} SET deleted_at = now() WHERE id = $1`, [id])
      const deleted = await calls(withId(id))
      await house.sql('owner', `UPDATE ${row} SET deleted_at = NULL WHERE id = $1`, [id])
      expect(deleted, `${table} ${id}`).toEqual(unknown)
    }
  })
})

async function softDeletes(table: string): Promise<boolean> {
  const text = "SELECT 1 FROM information_schema.columns WHERE table_name = $1 AND column_name = 'deleted_at'"
  return (await house.sql('owner', text, [table])).length > 0
}

describe('the event stream', () => {
  test('hears nothing of what another company does', async () => {
    const heard: unknown[] = []
    const stop = house.signals.listen(companies.oak.id, (signal) => heard.push(signal))
    const heardHere: unknown[] = []
    const stopHere = house.signals.listen(companies.maple.id, (signal) => heardHere.push(signal))
    const { createClient } = await import('#modules/clients/contract.ts')
    await house.as.ada.http.call(createClient, { organizationName: 'Birch' })
    await expect.poll(() => heardHere.length).toBeGreaterThan(0)
    stop()
    stopHere()
    expect(heard).toEqual([])
  })
})
