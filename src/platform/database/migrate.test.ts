import { mkdtempSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { migrate, pendingMigrations } from './migrate.ts'
import { makeDatabase } from './provide.ts'

const tables =
  'CREATE TABLE things (id int PRIMARY KEY, name text);\nINSERT INTO things SELECT i, md5(i::text) FROM generate_series(1, 1000) i;'
const indexes = `-- outside a transaction
DROP INDEX CONCURRENTLY IF EXISTS things_name_idx;
CREATE INDEX CONCURRENTLY things_name_idx ON things (name);
DROP INDEX CONCURRENTLY IF EXISTS things_both_key;
CREATE UNIQUE INDEX CONCURRENTLY things_both_key ON things (name, id);
`

let folder = ''
let url = ''
let owner: pg.Client
let counter = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ez360-migrations-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  counter += 1
  url = await makeDatabase(inject('adminUrl'), `migrations_${process.pid}_${counter}`)
  await write('0001_tables.sql', tables)
  await write('0002_indexes.sql', indexes)
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
  return () => owner.end()
})

const write = (name: string, sql: string) => writeFile(join(folder, name), sql)
const applied = async () =>
  (await owner.query('SELECT name FROM schema_migrations ORDER BY name')).rows.map(({ name }) => name)
const validIndexes = async () =>
  (
    await owner.query(
      `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       WHERE i.indrelid = 'things'::regclass AND i.indisvalid AND NOT i.indisprimary ORDER BY 1`,
    )
  ).rows.map(({ name }) => name)

test('two processes at once apply each file once, indexes built outside a transaction included', async () => {
  const done = await Promise.all([1, 2, 3].map(() => migrate(url, folder)))
  expect(done.flat().sort()).toEqual(['0001_tables.sql', '0002_indexes.sql'])
  expect(await applied()).toEqual(['0001_tables.sql', '0002_indexes.sql'])
  expect(await validIndexes()).toEqual(['things_both_key', 'things_name_idx'])
  expect(await pendingMigrations(url, folder)).toEqual([])
  expect(await migrate(url, folder)).toEqual([])
})

test('a file that was interrupted halfway is run again from its beginning, over an index that it left invalid', async () => {
  await write('0002_indexes.sql', indexes.replace('(name, id)', '((1 / (id - id)))'))
  await expect(migrate(url, folder)).rejects.toThrow(/0002_indexes.sql failed: division by zero/)
  expect(await applied()).toEqual(['0001_tables.sql'])
  // The half that was done is there, and what broke is there as an invalid index.
  expect(await validIndexes()).toEqual(['things_name_idx'])
  expect((await owner.query("SELECT FROM pg_class WHERE relname = 'things_both_key'")).rows).toHaveLength(1)
  expect(await pendingMigrations(url, folder)).toEqual(['0002_indexes.sql'])
  await write('0002_indexes.sql', indexes)
  expect(await migrate(url, folder)).toEqual(['0002_indexes.sql'])
  expect(await validIndexes()).toEqual(['things_both_key', 'things_name_idx'])
})

test('a process that is killed while it builds an index leaves the lock to the next one', async () => {
  await migrate(url, folder)
  await write(
    '0003_slow.sql',
    '-- outside a transaction\nDROP INDEX CONCURRENTLY IF EXISTS things_slow_idx;\nSELECT pg_sleep(1);\nCREATE INDEX CONCURRENTLY things_slow_idx ON things (name);\n',
  )
  const first = migrate(url, folder).catch((error: Error) => error)
  await expect.poll(sleepers).toHaveLength(1)
  const second = migrate(url, folder)
  const [sleeping] = await sleepers()
  await owner.query('SELECT pg_terminate_backend($1)', [sleeping?.pid])
  expect((await first) as Error).toMatchObject({
    name: 'MigrationError',
    message: expect.stringContaining('0003_slow.sql'),
  })
  expect(await second).toEqual(['0003_slow.sql'])
  expect(await validIndexes()).toContain('things_slow_idx')
  await rm(join(folder, '0003_slow.sql'))
})

async function sleepers(): Promise<{ pid: number }[]> {
  const { rows } = await owner.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()",
  )
  return rows
}

test('a file inside a transaction that fails leaves nothing behind', async () => {
  await migrate(url, folder)
  await write('0003_broken.sql', 'CREATE TABLE half (id int);\nSELECT 1 / 0;')
  await expect(migrate(url, folder)).rejects.toThrow(/0003_broken.sql failed/)
  expect((await owner.query("SELECT to_regclass('half') AS there")).rows).toEqual([{ there: null }])
  await rm(join(folder, '0003_broken.sql'))
})

test('pain 21: an old migration that was edited is named and refused; so is one that this version does not know', async () => {
  await migrate(url, folder)
  await write('0001_tables.sql', `${tables}\n-- only a comment more`)
  const refusal = /Migration 0001_tables.sql was changed after it had been applied here/
  await expect(migrate(url, folder)).rejects.toThrow(refusal)
  await expect(pendingMigrations(url, folder)).rejects.toThrow(refusal)
  await write('0001_tables.sql', tables)
  await rm(join(folder, '0002_indexes.sql'))
  await expect(migrate(url, folder)).rejects.toThrow(/has migration 0002_indexes.sql, which this version does not know/)
})
