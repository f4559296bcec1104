import { beforeAll, describe, expect, test } from 'vitest'
import { isAllowed } from '#kernel/permissions.ts'
import type { Command, Query, Route } from '#platform/operation.ts'
import { type Asker, said, seatAskers } from './askers.ts'
import { companies } from './cast.ts'
import { seedForeignRecords, seedRecords } from './foreign-records.ts'
import { useHouse } from './house.ts'
import { ask, names, tableFor, unknownId } from './walk.ts'

/**
 * Ids beside the path: in the query, in the body, inside of lists. The record in the path and every other id are one's
 * own, so that nothing hides the one that is asked about; it is another company's, or a deleted one's, and answers like
 * one that does not exist.
 */
const house = useHouse()
type Ids = { [table: string]: string }
type Walked = Route & { operation: Command | Query }
let foreign: Ids = {}
let own: Ids = {}
/** Others of one's own, to which the record in the path does not lead already. */
let others: Ids = {}
let askers: Asker[] = []
beforeAll(async () => {
  foreign = await seedForeignRecords(house)
  own = { ...(await seedRecords(house, companies.maple.id, '9100')), accounts: await account('7001') }
  others = { ...(await seedRecords(house, companies.maple.id, '9101')), accounts: await account('7002') }
  askers = await seatAskers(house)
})

/** One that is no account of the system, which cannot be deleted. */
async function account(code: string): Promise<string> {
  const id = `0190a000-0000-7000-9100-00000000${code}`
  const text = "INSERT INTO accounts (company_id, id, code, name, type) VALUES ($1, $2, $3, 'Own ' || $3, 'expense')"
  await house.sql('owner', text, [companies.maple.id, id, code])
  return id
}

const inPath = ({ endpoint }: Route, field: string) => endpoint.path.includes(`:${field}`)
const beside = names.flatMap(([name, route]) =>
  [...new Set(ask(route, () => unknownId).idFields)]
    .filter((field) => !inPath(route, field))
    .map((field) => [`${name} ${field}`, route, field] as const),
)
test('the walk is awake', () => expect(beside.length).toBeGreaterThan(60))

/** Puts an id into every place of an input that has this name, however deep. */
function withId(input: unknown, field: string, id: string): unknown {
  if (Array.isArray(input)) return input.map((one) => withId(one, field, id))
  if (input === null || typeof input !== 'object') return input
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      if (name !== field) return [name, withId(value, field, id)]
      return [name, Array.isArray(value) ? [id] : id]
    }),
  )
}

async function call({ http }: Asker, route: Walked, field: string, id: string, input = askingOwn(route)) {
  const options = { dryRun: route.operation.kind === 'command' }
  return said(await http.call(route.endpoint, withId(input, field, id) as never, options))
}

/** What a member paid has no account; only what the company paid looks at it. */
const paidByCompany = ({ endpoint }: Walked) =>
  `${endpoint.method} ${endpoint.path}` === 'PATCH /expenses/:expenseId' ? { paidBy: 'company' } : {}
const askingOwn = (route: Walked) => ({
  ...ask(route, (table) => own[table] ?? unknownId).input,
  ...paidByCompany(route),
})

/** Only with the ids that it cannot do without: whatever belongs to the record would have kept it from being deleted. */
function withoutOthers(route: Walked, field: string): { [name: string]: unknown } {
  const { idFields } = ask(route, () => unknownId)
  return idFields
    .filter((other) => other !== field && !inPath(route, other))
    .reduce((input, other) => {
      const less = without(input, other)
      return route.endpoint.input.safeParse(less).success ? less : input
    }, askingOwn(route))
}

function without<T>(input: T, field: string): T {
  if (Array.isArray(input)) return input.map((one) => without(one, field)) as T
  if (input === null || typeof input !== 'object') return input
  const kept = Object.entries(input).filter(([name]) => name !== field)
  return Object.fromEntries(kept.map(([name, value]) => [name, without(value, field)])) as T
}

/** Whoever gets as far as the ids; with flags only where it is they that let them. */
const mayAsk = ({ operation: { needs } }: Walked) =>
  askers.filter(({ holder }) => {
    const byRole = isAllowed({ role: holder.role }, needs)
    return Object.keys(holder).length > 1 ? !byRole && isAllowed(holder, needs) : byRole
  })

describe('of another company', () => {
  test.each(beside)('%s', async (_name, route, field) => {
    const id = foreign[tableFor(route.endpoint.path, field) ?? ''] ?? unknownId
    await Promise.all(
      mayAsk(route).map(async (asker) => {
        const [stranger, unknown] = await Promise.all([
          call(asker, route, field, id),
          call(asker, route, field, unknownId),
        ])
        expect(stranger, asker.name).toEqual(unknown)
        expect(stranger.body).not.toContain('Foreign Corp 9000')
        expect(stranger.status).toBeLessThan(500)
      }),
    )
  })
})

/**
 * References that outlive their record on purpose. A line keeps its catalog item through editing, copying and repeating,
 * name and price with it. The ledger stands below clients and projects: it knows whose they are, not what became of them.
 */
const outlives =
  /^(POST|PATCH|PUT) \/(invoices|estimates|proposals|recurring-plans).* catalogItemId$|^POST \/journal-entries (clientId|projectId)$/
/** A list that is narrowed to a record answers with what is left of it, not with the record. */
const changing = beside.filter(([name, { endpoint }]) => endpoint.method !== 'GET' && !outlives.test(name))

describe('of what was deleted', () => {
  test.each(changing)('%s', async (_name, route, field) => {
    const table = tableFor(route.endpoint.path, field) ?? ''
    const row = table === 'estimates' ? 'documents' : table
    if (!(await softDeletes(row))) return
    const id = others[table] ?? unknownId
    const input = withoutOthers(route, field)
    const asking = mayAsk(route)
    const unknown = await Promise.all(asking.map((asker) => call(asker, route, field, unknownId, input)))
    await house.sql('owner', `UPDATE ${row} SET deleted_at = now() WHERE id = $1`, [id])
    const deleted = await Promise.all(asking.map((asker) => call(asker, route, field, id, input)))
    await house.sql('owner', `UPDATE ${row} SET deleted_at = NULL WHERE id = $1`, [id])
    for (const [at, asker] of asking.entries()) expect(deleted[at], asker.name).toEqual(unknown[at])
  })
})

async function softDeletes(table: string): Promise<boolean> {
  const text = "SELECT 1 FROM information_schema.columns WHERE table_name = $1 AND column_name = 'deleted_at'"
  return (await house.sql('owner', text, [table])).length > 0
}
