import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMigrations } from './migrations.ts'
import { statementsOf } from './sql-statements.ts'

/** The planted migration and the rules that must refuse it; the other planted ones are in order. */
const refusals = `
  0002_blocking_index.sql    blocking-index
  0003_required_column.sql   required-column
  0004_index_rename.sql      index-rename
  0005_deferred.sql          deferred
  0006_set_config.sql        set-config
  0007_company_first.sql     company-first
  0007_company_first.sql     company-first
  0008_no_wall.sql           no-wall
  0010_edited.sql            landed
  0012_skipped_a_number.sql  migration-name
  0012_skipped_a_number.sql  sealed
  migrations.lock            landed`

test('the laws bite: each planted migration is refused by its rule, and nothing else is', () => {
  const { faults } = readMigrations(join(import.meta.dirname, 'planted/migrations'))
  const seen = faults.map(({ file, rule }) => `${file.slice(file.lastIndexOf('/') + 1)} ${rule}`)
  const expected = refusals.trim().split('\n')
  expect(seen.sort()).toEqual(expected.map((line) => line.trim().replace(/ +/, ' ')).sort())
})

test('statements end outside comments, strings and bodies only', () => {
  const sql = `-- one; two\nSELECT ';' AS "a;b";\n/* ; */ DO $body$ BEGIN; END $body$;\nSELECT 2`
  expect(statementsOf(sql).map(({ sql, line }) => [line, sql])).toEqual([
    [2, `SELECT ';' AS "a;b"`],
    [3, 'DO $body$ BEGIN; END $body$'],
    [4, 'SELECT 2'],
  ])
})

test('the law is awake', () => {
  expect(readMigrations(join(import.meta.dirname, '..')).files).toBeGreaterThan(5)
  expect(readMigrations(import.meta.dirname).faults).toMatchObject([{ rule: 'awake' }])
})
