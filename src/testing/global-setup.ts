import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { jobs } from '../app/modules.ts'
import { migrate } from '../platform/database/migrate.ts'
import { makeDatabase } from '../platform/database/provide.ts'
import { installJobs } from '../platform/jobs/jobs.ts'
import { startPostgres } from '../platform/postgres/index.ts'
import { migrationsFolder } from './places.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's connection of the run's own PostgreSQL; `ez360_template` in it has every migration. */
    adminUrl: string
  }
}

/** One real PostgreSQL for the whole run; every test file takes its own copy of the template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ez360-test-'))
  const postgres = await startPostgres({
    dataDir,
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' },
  })
  const ownerUrl = await makeDatabase(postgres.adminUrl, 'ez360_template')
  await migrate(ownerUrl, migrationsFolder)
  await installJobs(
    ownerUrl,
    jobs.map(({ name }) => name),
  )
  project.provide('adminUrl', postgres.adminUrl)
  return async () => {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
