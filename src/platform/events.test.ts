import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import type { Logger } from 'pino'
import { expect, test, vi } from 'vitest'
import { openSignals } from './events.ts'

test('a database that is away is asked for once a second, not more and more often', async () => {
  const log = { warn: vi.fn(), debug: vi.fn() }
  const signals = await openSignals('postgres://nobody@127.0.0.1:1/none', {} as pg.Pool, log as unknown as Logger)
  await setTimeout(3500)
  await signals.close()
  expect(log.warn.mock.calls.length).toBeGreaterThan(2)
  expect(log.warn.mock.calls.length).toBeLessThan(6)
})
