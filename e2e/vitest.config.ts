import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '..')

/** One journey at a time: the server, PostgreSQL and the browser share two cores. */
export default defineConfig({
  root,
  test: {
    name: 'browser',
    include: ['e2e/**/*.e2e.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    globalSetup: ['e2e/global-setup.ts'],
  },
})
