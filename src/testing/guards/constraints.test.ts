import { beforeAll, expect, test } from 'vitest'
import { type Constraint, readConstraints, readTables, readTriggers } from './catalog.ts'
import { candidates, dropOf, type Garden, garden, type Row } from './planting.ts'
import { useScratch } from './scratch.ts'

/**
 * Every check, reference and uniqueness that the catalog has, one by one: alone on its table it refuses a row, and
 * without it the same row goes in. Nothing is listed by hand, so a new one is proved on its first day.
 */
const scratch = useScratch()
let constraints: Constraint[] = []
let plot: Garden
beforeAll(async () => {
  constraints = await readConstraints(scratch)
  plot = garden(scratch, await readTables(scratch), constraints, await readTriggers(scratch))
})

const bad = '0190a000-0000-7000-8000-00000000dddd'

/** What is tried against a constraint: each a row, or two of them. */
function* attempts(one: Constraint): Generator<Row[]> {
  const own = plot.columnsOf(one.table).filter(({ name }) => one.columns.includes(name))
  const references = one.kind === 'f' && one.columns.length > 1
  if (one.kind === 'f') {
    yield [
      Object.fromEntries(own.filter(({ name }) => !references || name !== 'company_id').map(({ name }) => [name, bad])),
    ]
    return
  }
  const double = one.kind !== 'c'
  const free = own.filter(({ name }) => name !== 'company_id')
  const filled = Object.fromEntries(
    own.map((column) => [column.name, candidates(column, '').find((value) => value !== null)]),
  )
  const base: Row = double ? { ...filled, company_id: bad } : {}
  const rows = (row: Row) => (double ? [row, row] : [row])
  yield rows(base)
  const tried = free.map((column) => candidates(column, one.definition).map((value) => [column.name, value] as const))
  for (const values of tried) for (const [name, value] of values) yield rows({ ...base, [name]: value })
  for (const [at, values] of tried.entries()) {
    for (const others of tried.slice(at + 1)) {
      for (const [name, value] of values) {
        for (const [other, second] of others) yield rows({ ...base, [name]: value, [other]: second })
      }
    }
  }
}

async function plant(table: string, rows: readonly Row[]): Promise<void> {
  for (const row of rows) await plot.insert([table, row])
}

/** The first rows that this constraint refuses, and whether they go in without it. */
async function prove(one: Constraint): Promise<string | undefined> {
  const needed =
    one.refersTo === one.table ? constraints.filter(({ table, kind }) => table === one.table && kind === 'p') : []
  await plot.strip(one.table, [one.name, ...needed.map(({ name }) => name)])
  for (const rows of attempts(one)) {
    const refused = await scratch.refusal(() => plant(one.table, rows))
    if (refused?.constraint !== one.name) continue
    await scratch.sql(one.kind === 'i' ? `DROP INDEX ${one.name}` : dropOf(one.table, one.name))
    const without = await scratch.refusal(() => plant(one.table, rows))
    return without && `goes on being refused without it: ${without.message}`
  }
  return 'nothing was found that it refuses'
}

test('each constraint alone refuses what goes in without it', { timeout: 120_000 }, async () => {
  const faults: string[] = []
  for (const one of constraints) {
    const fault = await scratch.inside(() => prove(one))
    if (fault) faults.push(`${one.table}.${one.name} (${one.kind}) ${fault} ${one.definition.slice(0, 120)}`)
  }
  expect(faults).toEqual([])
  expect(constraints.length).toBeGreaterThan(300)
})
