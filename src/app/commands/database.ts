import { pendingMigrations } from '#platform/database/migrate.ts'
import { findRunningPostgres } from '#platform/postgres/index.ts'
import { boot } from '../boot.ts'
import { migrationsFolder, ownerUrlOf, settingsOfProcess } from '../database.ts'
import { answer, type CliWork } from './command.ts'

export const migrateCommand: CliWork = {
  async run({ json }) {
    const booted = await boot()
    await booted.close()
    answer(
      json,
      { applied: booted.migrated },
      booted.migrated.length > 0 ? `Applied ${booted.migrated.join(', ')}.` : 'Nothing to apply.',
    )
    return 0
  },
}

export const preflight: CliWork = {
  async run({ json }) {
    const booted = await boot({ migrateFirst: false })
    const pending = await pendingMigrations(booted.database.ownerUrl, migrationsFolder)
    await booted.close()
    answer(
      json,
      { pending },
      pending.length > 0 ? `Pending: ${pending.join(', ')}. Run ez360 migrate first.` : 'No migration is pending.',
    )
    return pending.length > 0 ? 1 : 0
  },
}

export const databaseUrl: CliWork = {
  async run({ json }) {
    const settings = settingsOfProcess()
    const running = settings.databaseUrl ? undefined : await findRunningPostgres(settings.dataDir)
    const url = settings.databaseUrl ?? (running && ownerUrlOf(running.adminUrl))
    if (!url) {
      process.stderr.write(`No database is running in ${settings.dataDir}. Start EZ360PM first, or set DATABASE_URL.\n`)
      return 1
    }
    answer(json, { url }, url)
    return 0
  },
}
