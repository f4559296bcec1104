import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { useHouse } from './house.ts'
import { root } from './places.ts'

const house = useHouse()

type Column = { table_name: string; column_name: string; type: string; not_null: boolean; generated: boolean }

const modules = readdirSync(join(root, 'src', 'modules'))

async function described(): Promise<PgTable[]> {
  const tables: PgTable[] = []
  for (const name of modules) {
    const file = join(root, 'src', 'modules', name, 'server', 'tables.ts')
    const exported = await import(file).catch((error: { code?: string }) => {
      if (error.code === 'ERR_MODULE_NOT_FOUND') return {}
      throw error
    })
    tables.push(...Object.values(exported).filter((value): value is PgTable => is(value, PgTable)))
  }
  return tables
}

/** `numeric(14, 4)` and `numeric(14,4)` are one type; so are the two names of timestamptz. */
const plain = (type: string) =>
  type
    .replaceAll(' ', '')
    .replace('timestampwithtimezone', 'timestamptz')
    .replace(/^character\((\d+)\)$/, 'char($1)')
    .replace(/^bpchar$/, 'char')

test('what the tables of the modules describe is what the database has', async () => {
  const columns = await house.sql<Column>(
    'owner',
    `SELECT c.relname AS table_name, a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null, a.attgenerated <> '' AS generated
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`,
  )
  const known = new Map(columns.map((column) => [`${column.table_name}.${column.column_name}`, column]))
  const faults: string[] = []
  const tables = await described()
  for (const table of tables) {
    const config = getTableConfig(table)
    for (const column of config.columns) {
      const name = `${config.name}.${column.name}`
      const there = known.get(name)
      if (!there) faults.push(`${name} is not in the database`)
      else if (plain(there.type) !== plain(column.getSQLType()))
        faults.push(`${name} is ${there.type}, not ${column.getSQLType()}`)
      else if (there.not_null !== column.notNull && !there.generated)
        faults.push(`${name} is ${there.not_null ? 'never' : 'sometimes'} null in the database`)
    }
  }
  expect(faults).toEqual([])
  expect(tables.length).toBeGreaterThan(5)
})

test('every table with a company is behind the wall, for its owner too', async () => {
  const open = await house.sql<{ name: string }>(
    'owner',
    `SELECT c.relname AS name FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  )
  expect(open).toEqual([])
})

test('a reference between tables of a company always carries the company', async () => {
  const loose = await house.sql<{ name: string }>(
    'owner',
    `SELECT con.conname AS name FROM pg_constraint con
     JOIN pg_attribute there ON there.attrelid = con.confrelid AND there.attname = 'company_id'
     WHERE con.contype = 'f' AND NOT EXISTS (SELECT FROM unnest(con.confkey) AS k (attnum) WHERE k.attnum = there.attnum)`,
  )
  expect(loose).toEqual([])
})
