import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { checkAudit, pruneAudit, sealAudit } from '#modules/audit/server/index.ts'
import { pruneLogs } from '#modules/integrations/server/index.ts'
import { openPool } from '#platform/database/pool.ts'
import { companies } from '#testing/cast.ts'
import { seedRecords } from '#testing/foreign-records.ts'
import { useHouse } from '#testing/house.ts'

const house = useHouse({ EZ360_WEBHOOK_LOG_RETENTION_DAYS: '30' })
const maple = companies.maple.id
const daysAgo = (days: number) => addSeconds(systemClock(), -24 * 3600 * days)
let owner: pg.Pool
beforeAll(() => {
  owner = openPool({ url: house.ownerUrl, max: 2 })
})
afterAll(() => owner.end())

const prune = (really: boolean, days = 365) =>
  pruneAudit({ ...house, pool: owner }, maple, { before: daysAgo(days), really })

/** A round of sealing with one event of each age. */
async function round(...ages: number[]): Promise<string[]> {
  const ids = ages.map(() => newId())
  for (const [at, days] of ages.entries())
    await house.sql(
      'app',
      "INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_name, action) VALUES ($1, $2, $3, 'system', 'Old', 'clients.update')",
      [maple, ids[at], daysAgo(days)],
    )
  await sealAudit(house, maple, { whole: true })
  return ids
}
const there = async (ids: string[]) =>
  (await house.sql<{ id: string }>('app', 'SELECT id FROM audit_events WHERE id = ANY ($1)', [ids])).length

describe('the audit log', () => {
  let rounds: string[][] = []
  beforeAll(async () => {
    rounds = [await round(900, 800), await round(700), await round(600, 100), await round(500), await round(1)]
  })

  test('loses whole rounds of sealing that are old enough, and what is left is proved', async () => {
    const proved = await checkAudit(house, maple)
    expect(await prune(false)).toMatchObject({ events: 3, fault: null })
    expect(await there(rounds.flat())).toBe(7)
    const done = await prune(true)
    expect(done).toMatchObject({ events: 3, fault: null })
    // Of the third round one event is young: it stays whole, and so does all that was sealed after it.
    expect(await Promise.all(rounds.map(there))).toEqual([0, 0, 2, 1, 1])
    const after = await checkAudit(house, maple)
    expect(after).toMatchObject({ fault: null, seq: proved.seq, hash: proved.hash })
    const said = await house.sql('app', "SELECT actor_name, after FROM audit_events WHERE action = 'audit.prune'")
    expect(said).toEqual([{ actor_name: 'Prune', after: { events: 3, through: done.through } }])
    expect(await prune(true)).toMatchObject({ events: 0, fault: null })
  })

  test('of a closed company goes as well', async () => {
    const { id: oak } = companies.oak
    for (const days of [950, 1]) {
      await house.sql(
        'app',
        "INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_name, action) VALUES ($1, $2, $3, 'system', 'Old', 'clients.update')",
        [oak, newId(), daysAgo(days)],
        oak,
      )
      await sealAudit(house, oak, { whole: true })
    }
    await house.sql('owner', 'UPDATE companies SET closed_at = now() WHERE id = $1', [oak], oak)
    const done = await pruneAudit({ ...house, pool: owner }, oak, { before: daysAgo(900), really: true })
    expect(done).toMatchObject({ events: 1, fault: null })
  })

  test('goes on being sealed and pruned, and keeps its newest round whatever its age', async () => {
    expect(await prune(true, 0)).toMatchObject({ fault: null })
    const [left] = await house.sql<{ n: number }>('app', 'SELECT count(*)::int AS n FROM audit_seals')
    expect(left?.n).toBeGreaterThan(0)
    await round(2)
    expect(await checkAudit(house, maple)).toMatchObject({ fault: null })
  })

  test('the application takes nothing out, and says nowhere that something may go', async () => {
    for (const text of [
      'DELETE FROM audit_events',
      'DELETE FROM audit_seals',
      'UPDATE audit_events SET actor_name = actor_name',
      'INSERT INTO audit_anchors SELECT company_id, 9000, hash, now(), hash, now() FROM audit_seals LIMIT 1',
    ])
      await expect(house.sql('app', text)).rejects.toThrow(/permission denied/)
    await round(400)
    await round(1)
    await expect(pruneAudit(house, maple, { before: daysAgo(0), really: true })).rejects.toThrow(/permission denied/)
  })

  test('neither does the owner of the database, before an anchor says so', async () => {
    for (const table of ['audit_events', 'audit_seals']) {
      const newest = table === 'audit_events' ? 'occurred_at' : 'seq'
      const text = `DELETE FROM ${table} WHERE ${newest} = (SELECT max(${newest}) FROM ${table})`
      await expect(house.sql('owner', text)).rejects.toThrow(/append-only/)
    }
    await expect(house.sql('owner', 'UPDATE audit_anchors SET seq = seq')).rejects.toThrow(/append-only/)
  })

  test('an anchor that the installation did not write is no beginning, and then nothing goes', async () => {
    await house.sql(
      'owner',
      "INSERT INTO audit_anchors SELECT company_id, seq, hash, now() + interval '1 day', repeat('a', 64), now() FROM audit_seals ORDER BY seq DESC LIMIT 1",
    )
    expect(await checkAudit(house, maple)).toMatchObject({ fault: 'anchor' })
    expect(await prune(true, 0)).toEqual({ events: 0, through: null, fault: 'anchor' })
  })
})

describe('the log of webhooks', () => {
  const deliveryOf = async (days: number, state: string) => {
    const [endpoint] = await house.sql<{ id: string }>('app', 'SELECT id FROM webhook_endpoints LIMIT 1')
    const [event, delivery] = [newId(), newId()]
    const at = daysAgo(days)
    const put = (text: string, values: unknown[]) => house.sql('app', text, [maple, ...values])
    await put("INSERT INTO webhook_events (company_id, id, type, occurred_at, data) VALUES ($1, $2, 'x', $3, '{}')", [
      event,
      at,
    ])
    await put(
      "INSERT INTO webhook_deliveries (company_id, id, endpoint_id, event_id, state, attempts, next_attempt_at, created_at) VALUES ($1, $2, $3, $4, $5, 1, CASE WHEN $5 = 'pending' THEN now() END, $6)",
      [delivery, endpoint?.id, event, state, at],
    )
    await put(
      "INSERT INTO webhook_attempts (company_id, delivery_id, attempt, attempted_at, status, ms, answer) VALUES ($1, $2, 1, $3, 200, 1, '')",
      [delivery, at],
    )
    return delivery
  }
  const left = async () =>
    (
      await house.sql<{ id: string }>(
        'app',
        "SELECT d.id FROM webhook_deliveries d JOIN webhook_events e ON e.company_id = d.company_id AND e.id = d.event_id AND e.type = 'x' ORDER BY d.id",
      )
    ).map(({ id }) => id)

  test('what was sent longer ago than the setting says is forgotten; what waits and what is young stays', async () => {
    await seedRecords(house, maple, '9500')
    await deliveryOf(31, 'succeeded')
    await deliveryOf(40, 'failed')
    const kept = [await deliveryOf(50, 'pending'), await deliveryOf(29, 'succeeded')]
    const found = await pruneLogs(house, { really: false })
    expect(found).toBeGreaterThanOrEqual(2)
    expect(await left()).toHaveLength(4)
    expect(await pruneLogs(house, { really: true })).toBe(found)
    expect(await left()).toEqual(kept.sort())
    const [events] = await house.sql('app', "SELECT count(*)::int AS n FROM webhook_events WHERE type = 'x'")
    expect(events).toEqual({ n: 2 })
  })

  test('nobody removes a try of this week', async () => {
    await deliveryOf(1, 'succeeded')
    for (const table of ['webhook_attempts', 'webhook_events'])
      await expect(house.sql('owner', `DELETE FROM ${table} WHERE true`)).rejects.toThrow(/keeps a week/)
  })
})
