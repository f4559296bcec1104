import { expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import { openPool } from './database/pool.ts'
import { query } from './operation.ts'
import { perform } from './runner.ts'

const house = useHouse()

test('a connection that the server closes in the middle fails its own work only', async () => {
  const pool = openPool({ url: inject('adminUrl'), max: 1 })
  try {
    const client = await pool.connect()
    await client.query("SET idle_in_transaction_session_timeout = '50ms'; BEGIN")
    // Nobody listens here: without the pool's own listener this ends the process, and the test run with it.
    await new Promise((resolve) => setTimeout(resolve, 300))
    await expect(client.query('SELECT 1')).rejects.toThrow()
    client.release(true)
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  } finally {
    await pool.end()
  }
})

test('the snapshot of a slow reader is kept, however long nothing is asked', async () => {
  const slow = query({ name: 'test.slow', needs: 'company:read', input: z.object({}), run: async () => 'rows' })
  const where = { companyId: companies.maple.id, actor: { kind: 'system', name: 'test' }, origin: { requestId: 't' } }
  const asked = (minutes: number) =>
    countStatements(() =>
      perform(house, slow, where as never, {}, async () => {
        for (let n = 0; n < minutes * 3; n += 1) await vi.advanceTimersByTimeAsync(20_000)
      }),
    )
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const quick = await asked(0)
    expect((await asked(2)) - quick).toBe(6)
  } finally {
    vi.useRealTimers()
  }
})
