import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'

export type Migration = { name: string; sql: string; checksum: string }

/** A migration that cannot be applied. The message says which and why. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

const lockKey = 36036002

/** All migrations in their order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function applied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('public.schema_migrations') IS NOT NULL AS there",
  )
  if (!rows[0]?.there) return new Map()
  const done = await client.query<{ name: string; checksum: string }>('SELECT name, checksum FROM schema_migrations')
  return new Map(done.rows.map((row) => [row.name, row.checksum]))
}

function compare(migrations: readonly Migration[], done: Map<string, string>): Migration[] {
  for (const { name, checksum } of migrations) {
    if (done.has(name) && done.get(name) !== checksum)
      throw new MigrationError(
        `Migration ${name} was changed after it had been applied here. Restore the original file; changes belong in a new migration.`,
      )
  }
  const known = new Set(migrations.map(({ name }) => name))
  const stranger = [...done.keys()].find((name) => !known.has(name))
  if (stranger)
    throw new MigrationError(
      `This database has migration ${stranger}, which this version does not know. Start a newer version.`,
    )
  return migrations.filter(({ name }) => !done.has(name))
}

/** Names of migrations that are not applied yet. */
export async function pendingMigrations(ownerUrl: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return compare(await readMigrations(folder), await applied(client)).map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** The first line of a migration that builds indexes while the tables are in use; its statements run one by one. */
const outside = '-- outside a transaction'

/**
 * Applies what is missing, each file in one transaction, under an advisory lock so that several processes may start at
 * once. A file that says so runs outside one, and has to bear being run again from its beginning.
 */
export async function migrate(ownerUrl: string, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = new pg.Client({ connectionString: ownerUrl })
  // A lost connection fails the statement that waits; without a listener it would end the process as well.
  client.on('error', () => {})
  await client.connect()
  try {
    await changeAlone(client)
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    )
    const pending = compare(migrations, await applied(client))
    for (const { name, sql, checksum } of pending) {
      try {
        if (sql.startsWith(outside)) for (const statement of sql.split(/;\s*$/m)) await client.query(statement)
        await client.query('BEGIN')
        if (!sql.startsWith(outside)) await client.query(sql)
        await client.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [name, checksum])
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {})
        throw new MigrationError(`Migration ${name} failed: ${(error as Error).message}`, { cause: error })
      }
    }
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/**
 * Waits until no other process changes the schema; ends with the connection. Asks again and again: whoever waited inside
 * a statement would hold a snapshot that building an index waits for.
 */
export async function changeAlone(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [lockKey])
    if (rows[0]?.mine) return
    await setTimeout(50)
  }
}
