import type { CliCommand } from './command.ts'
import { databaseUrl, migrateCommand, preflight } from './database.ts'
import { docs, openapi } from './docs.ts'
import { start, web, worker } from './start.ts'

/** Every `ez360` command, in the order of the help page. */
export const commands: readonly CliCommand[] = [
  start,
  web,
  worker,
  migrateCommand,
  preflight,
  databaseUrl,
  openapi,
  docs,
]
