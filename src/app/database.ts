import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { migrate } from '#platform/database/migrate.ts'
import { type Provided, provideDatabase } from '#platform/database/provide.ts'
import { createLog } from '#platform/log.ts'
import { findRunningPostgres } from '#platform/postgres/index.ts'
import { readSettings, type Settings, unknownVariables } from '#platform/settings.ts'

// Settings and database of this process, and nothing of the program: `ez360 start` makes its database while the program is
// still being loaded, since either takes two seconds of a first start.

/** The project's folder, wherever the command was called from. */
export const root = join(import.meta.dirname, '..', '..')
export const migrationsFolder = join(root, 'db', 'migrations')

/** Settings as this process uses them, with a secret of its own in development. */
export function settingsOfProcess(): Settings {
  const settings = readSettings(undefined, root)
  return settings.secret ? settings : { ...settings, secret: keptSecret(settings.dataDir) }
}

/** Development keeps one secret beside its data, so that a restart signs nobody out. */
function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'secret')
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  mkdirSync(dataDir, { recursive: true })
  const secret = randomBytes(48).toString('base64url')
  writeFileSync(path, secret, { mode: 0o600 })
  chmodSync(path, 0o600)
  return secret
}

export type OpenDatabase = { settings: Settings; log: Logger; database: Provided; migrated: string[] }

export type Opening = { say?: (line: string) => void; migrateFirst?: boolean; onDatabaseEnd?: () => void }

/** Reads the settings and brings up the database that they name, with every migration unless told not to. */
export async function openDatabase({
  say = () => {},
  migrateFirst = true,
  onDatabaseEnd = () => {},
}: Opening = {}): Promise<OpenDatabase> {
  const settings = settingsOfProcess()
  for (const name of unknownVariables()) say(`The environment variable ${name} is not known and does nothing.`)
  const log = createLog(settings)
  const database = await reachDatabase(settings, say, onDatabaseEnd)
  try {
    const migrated = migrateFirst ? await migrate(database.ownerUrl, migrationsFolder) : []
    return { settings, log, database, migrated }
  } catch (error) {
    await database.stop()
    throw error
  }
}

/** A command beside a running server uses that server's embedded database, and does not stop it. */
async function reachDatabase(
  settings: Settings,
  say: (line: string) => void,
  onDatabaseEnd: () => void,
): Promise<Provided> {
  const running = settings.databaseUrl ? undefined : await findRunningPostgres(settings.dataDir)
  if (!running) return provideDatabase(settings, say, onDatabaseEnd)
  const url = ownerUrlOf(running.adminUrl)
  return { ownerUrl: url, appUrl: url, embedded: true, stop: async () => {} }
}

/** The owner's connection to the product's database on an embedded server. */
export function ownerUrlOf(adminUrl: string): string {
  const url = new URL(adminUrl)
  url.username = 'ez360_owner'
  url.pathname = '/ez360'
  return url.href
}
