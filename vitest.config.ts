import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const serverSetup = 'src/testing/global-setup.ts'
const webTests = ['src/{ui,app/web}/**/*.test.{ts,tsx}', 'src/modules/*/web/**/*.test.{ts,tsx}']

/** `checks`: the laws. `unit`: pure code. `web`: components. `server`: against PostgreSQL. Journeys: e2e/vitest.config.ts. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'checks', include: ['checks/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'unit',
          include: ['src/kernel/**/*.test.ts', 'src/modules/*/domain/**/*.test.ts', 'src/modules/*/*.test.ts'],
        },
      },
      { test: { name: 'web', include: webTests, environment: 'happy-dom' } },
      {
        test: {
          name: 'server',
          include: ['src/{platform,app,testing}/**/*.test.ts', 'src/modules/*/server/**/*.test.ts'],
          exclude: webTests,
          pool: 'forks',
          // Each file has a database of its own; loading the program again for each cost a third of the run.
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          globalSetup: existsSync(serverSetup) ? [serverSetup] : [],
        },
      },
    ],
  },
})
