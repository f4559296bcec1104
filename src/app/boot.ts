import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { migrate } from '#platform/database/migrate.ts'
import { type Provided, provideDatabase } from '#platform/database/provide.ts'
import { installJobs } from '#platform/jobs/jobs.ts'
import { createLog } from '#platform/log.ts'
import { type OpenHouse, openHouse } from '#platform/open-house.ts'
import { findRunningPostgres } from '#platform/postgres/index.ts'
import { readSettings, type Settings, unknownVariables } from '#platform/settings.ts'
import { jobs } from './modules.ts'

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

export type Booted = {
  settings: Settings
  log: Logger
  database: Provided
  house: OpenHouse
  migrated: string[]
  close(): Promise<void>
}

type BootOptions = { say?: (line: string) => void; migrateFirst?: boolean; onDatabaseEnd?: () => void }

/** Brings up the database and everything that works with it: for the server, the worker and the commands. */
export async function boot({
  say = () => {},
  migrateFirst = true,
  onDatabaseEnd = () => {},
}: BootOptions = {}): Promise<Booted> {
  const settings = settingsOfProcess()
  for (const name of unknownVariables()) say(`The environment variable ${name} is not known and does nothing.`)
  const log = createLog(settings)
  const database = await reachDatabase(settings, say, onDatabaseEnd)
  try {
    const migrated = migrateFirst ? await migrate(database.ownerUrl, migrationsFolder) : []
    if (migrateFirst)
      await installJobs(
        database.ownerUrl,
        jobs.map(({ name }) => name),
      )
    const house = await openHouse({ settings, appUrl: database.appUrl, jobs, log })
    const close = async () => {
      await house.close()
      await database.stop()
    }
    return { settings, log, database, house, migrated, close }
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
