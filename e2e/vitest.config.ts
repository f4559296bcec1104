import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = join(import.meta.dirname, '..')

/** Two journeys at a time, each with its own server: while one waits for its server, the other has the core. */
export default defineConfig({
  root,
  test: {
    name: 'browser',
    include: ['e2e/**/*.e2e.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    globalSetup: ['e2e/global-setup.ts'],
  },
})
