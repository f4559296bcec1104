import { exportBooks, invariants, reconcile, verifyAudit, verifyLedger } from './books.ts'
import { check } from './check.ts'
import type { CliCommand } from './command.ts'
import { cspReports } from './csp-reports.ts'
import { databaseUrl, migrateCommand, preflight } from './database.ts'
import { docs, openapi } from './docs.ts'
import { exportCompany } from './export-company.ts'
import { lockouts } from './lockouts.ts'
import { prune } from './prune.ts'
import { resetSecondFactor } from './reset-second-factor.ts'
import { seedDemo } from './seed-demo.ts'
import { start, web, worker } from './start.ts'

/** Every `ez360` command, in the order of the help page. */
export const commands: readonly CliCommand[] = [
  start,
  web,
  worker,
  migrateCommand,
  preflight,
  check,
  cspReports,
  seedDemo,
  invariants,
  reconcile,
  verifyLedger,
  verifyAudit,
  prune,
  exportBooks,
  exportCompany,
  resetSecondFactor,
  lockouts,
  databaseUrl,
  openapi,
  docs,
]
