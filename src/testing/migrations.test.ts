import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrate, pendingMigrations, readMigrations } from '#platform/database/migrate.ts'
import { makeDatabase } from '#platform/database/provide.ts'
import { migrationsFolder, root } from './places.ts'

/** The real migrations, from wherever an installation may stand. How the runner behaves: platform/database/migrate.test.ts. */
const folder = mkdtempSync(join(tmpdir(), 'ez360-prefix-'))
const id = (number: number) => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
const company = id(0)
let admin: pg.Client
let all: string[] = []
let wanted: string[] = []
let made = 0

const urlOf = (name: string) => {
  const url = new URL(inject('adminUrl'))
  url.username = 'ez360_owner'
  url.pathname = `/${name}`
  return url.href
}
const nextName = () => {
  made += 1
  return `upgrade_${process.pid}_${made}`
}

beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('adminUrl') })
  await admin.connect()
  all = (await readMigrations(migrationsFolder)).map(({ name }) => name)
  wanted = await schemaOf(urlOf('ez360_template'))
})
afterAll(async () => {
  await admin.end()
  await rm(folder, { recursive: true, force: true })
})

/** Columns, constraints, indexes, triggers, policies and functions, each as the database says it. */
async function schemaOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ said: string }>(
    `SELECT said FROM (
       SELECT format('column %s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, coalesce(pg_get_expr(d.adbin, d.adrelid), '')) AS said
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
       UNION ALL SELECT format('constraint %s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
       UNION ALL SELECT format('index %s %s', indexname, indexdef) FROM pg_indexes WHERE schemaname = 'public'
       UNION ALL SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
       UNION ALL SELECT format('policy %s.%s %s %s', tablename, policyname, qual, with_check) FROM pg_policies WHERE schemaname = 'public'
       UNION ALL SELECT format('function %s %s', p.proname, md5(p.prosrc)) FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.probin IS NULL
       UNION ALL SELECT format('wall %s %s %s', relname, relrowsecurity, relforcerowsecurity) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
     ) s ORDER BY 1`,
  )
  const invalid = await client.query('SELECT FROM pg_index WHERE NOT indisvalid')
  await client.end()
  expect(invalid.rows).toEqual([])
  return rows.map(({ said }) => said)
}

/** Copies a database as it stands. */
async function copyOf(name: string): Promise<string> {
  const copy = nextName()
  await admin.query(`CREATE DATABASE ${copy} TEMPLATE ${name} OWNER ez360_owner`)
  return urlOf(copy)
}

test('from empty and from every earlier schema, with rows written at each, to the same schema; a second time nothing', async () => {
  expect(all.length).toBeGreaterThan(40)
  expect(wanted.length).toBeGreaterThan(1000)
  const url = await makeDatabase(inject('adminUrl'), nextName())
  for (const [at, name] of all.entries()) {
    copyFileSync(join(migrationsFolder, name), join(folder, name))
    expect(await migrate(url, folder)).toEqual([name])
    expect(await pendingMigrations(url, migrationsFolder)).toEqual(all.slice(at + 1))
    await plantRows(url, name)
  }
  expect(await migrate(url, migrationsFolder)).toEqual([])
  expect(await schemaOf(url)).toEqual(wanted)
  const written = all.filter((name) => name >= '0005').map((name) => ({ organization_name: name }))
  expect(await inCompany(url, 'SELECT organization_name FROM clients ORDER BY 1')).toEqual(written)
  const books = 'SELECT sum(debit_cents)::int AS debit, sum(credit_cents)::int AS credit FROM journal_lines'
  expect(await inCompany(url, books)).toEqual([{ debit: 1_300, credit: 1_300 }])
}, 240_000)

/** What a company of that version has: its books from 0004 on, a client more with every version from 0005 on. */
async function plantRows(url: string, version: string): Promise<void> {
  if (version.startsWith('0004')) {
    await inCompany(
      url,
      `INSERT INTO companies (id, name) VALUES ('${company}', 'Maple');
       INSERT INTO accounts (company_id, id, code, name, type) VALUES
         ('${company}', '${id(1)}', '1000', 'Cash', 'asset'), ('${company}', '${id(2)}', '4000', 'Services', 'income');
       WITH entry AS (
         INSERT INTO journal_entries (company_id, id, entry_date, memo, source_type, source_id, posted_at)
         VALUES ('${company}', '${id(3)}', '2026-01-05', 'By hand', 'manual', '${id(3)}', now()))
       INSERT INTO journal_lines (company_id, entry_id, line_no, entry_date, account_id, debit_cents, credit_cents) VALUES
         ('${company}', '${id(3)}', 1, '2026-01-05', '${id(1)}', 1300, 0),
         ('${company}', '${id(3)}', 2, '2026-01-05', '${id(2)}', 0, 1300)`,
    )
  } else if (version >= '0005') {
    const number = Number(version.slice(0, 4))
    await inCompany(
      url,
      `INSERT INTO clients (company_id, id, organization_name) VALUES ('${company}', '${id(number)}', '${version}')`,
    )
  }
}

async function inCompany(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`BEGIN; SET LOCAL app.company_id = '${company}'`)
  const { rows } = await client.query(text)
  await client.query('COMMIT')
  await client.end()
  return rows
}

test('drift: an index that a migration renames or replaces may be missing, or be there under its new name already', async () => {
  const touched = (await readMigrations(migrationsFolder)).flatMap(({ name, sql }) =>
    [...sql.matchAll(/(?:DROP INDEX CONCURRENTLY IF EXISTS|ALTER INDEX IF EXISTS) (\w+)/g)].map(([, index = '']) => ({
      name,
      index,
    })),
  )
  expect(touched.length).toBeGreaterThan(10)
  const renaming = touched.find(({ index }) => index === 'journal_lines_account_wide_idx')?.name ?? ''
  const before = all.slice(0, all.indexOf(renaming))
  const part = mkdtempSync(join(tmpdir(), 'ez360-drift-'))
  for (const name of before) copyFileSync(join(migrationsFolder, name), join(part, name))
  const old = nextName()
  const oldUrl = await makeDatabase(inject('adminUrl'), old)
  await migrate(oldUrl, part)
  await rm(part, { recursive: true })
  for (const drift of [
    'DROP INDEX journal_lines_account_idx',
    'ALTER INDEX journal_lines_account_idx RENAME TO journal_lines_account_wide_idx',
    'ALTER INDEX journal_lines_account_idx RENAME TO renamed_by_hand_idx; DROP INDEX renamed_by_hand_idx',
  ]) {
    const url = await copyOf(old)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(drift)
    await client.end()
    expect(await migrate(url, migrationsFolder)).toContain(renaming)
    expect(await schemaOf(url), drift).toEqual(wanted)
  }
}, 240_000)

test('three processes at once, each as an operator starts it: every file once', async () => {
  const url = await makeDatabase(inject('adminUrl'), nextName())
  const migrateOnce = () =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const environment = { DATABASE_URL: url, EZ360_DATA_DIR: folder, EZ360_LOG: 'silent' }
      const child = spawn(process.execPath, [join(root, 'bin', 'ez360'), 'migrate'], { env: environment })
      let said = ''
      child.stdout.on('data', (chunk) => {
        said += chunk
      })
      child.stderr.on('data', (chunk) => {
        said += chunk
      })
      child.on('exit', (code) => resolve({ code, said }))
    })
  const done = await Promise.all([migrateOnce(), migrateOnce(), migrateOnce()])
  expect(
    done.map(({ code }) => code),
    done.map(({ said }) => said).join('\n'),
  ).toEqual([0, 0, 0])
  expect(await schemaOf(url)).toEqual(wanted)
  expect(await pendingMigrations(url, migrationsFolder)).toEqual([])
}, 240_000)
