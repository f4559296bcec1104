import { expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import * as contract from '#modules/audit/contract.ts'
import { checkAudit, sealAudit } from '#modules/audit/server/index.ts'
import { jobs } from '#modules/audit/server/jobs.ts'
import { createClient } from '#modules/clients/contract.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'

const house = useHouse()
const maple = companies.maple.id

const add = async (name: string) => {
  const made = await house.as.ada.http.call(createClient, { organizationName: name })
  expect(made.statusCode).toBe(201)
}
const seal = (whole = true) => sealAudit(house, maple, { whole })
const eventsOf = (name: string) =>
  house.sql<{ id: string }>('app', `SELECT id FROM audit_events WHERE after->>'organizationName' = $1`, [name])
const badge = async () => (await house.as.ada.http.call(contract.readAuditChain)).json<contract.AuditChain>()
/** With every trigger off, as somebody would who owns the database. */
const tamper = (text: string, values: unknown[] = []) =>
  house.sql(
    'owner',
    `DO $do$ BEGIN
       ALTER TABLE audit_events DISABLE TRIGGER USER; ALTER TABLE audit_seals DISABLE TRIGGER USER;
       ${values.reduce<string>((so, value, at) => so.replaceAll(`$${at + 1}`, `'${value}'`), text)};
       ALTER TABLE audit_events ENABLE TRIGGER USER; ALTER TABLE audit_seals ENABLE TRIGGER USER;
     END $do$`,
  )

test('each event gets one place, in rounds, whoever else seals at the same time', async () => {
  await add('Harbor Books')
  expect(await seal()).toBeGreaterThan(0)
  await add('Birch Bakery')
  await add('Cedar Cycles')
  const rounds = await Promise.all([seal(false), seal(true)])
  expect(rounds.toSorted()).toEqual([0, 2])
  const [counted] = await house.sql('app', 'SELECT count(*)::int AS seals, max(seq)::int AS last FROM audit_seals')
  const [events] = await house.sql<{ n: number }>('app', 'SELECT count(*)::int AS n FROM audit_events')
  expect(counted).toEqual({ seals: events?.n, last: events?.n })
})

test('what is committed late is not skipped', async () => {
  const pool = house.pool
  const slow = await pool.connect()
  await slow.query(`BEGIN; SET LOCAL app.company_id = '${maple}'`)
  await slow.query(
    `INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_name, action)
     VALUES ($1, '0190a000-0000-7000-8000-00000000dddd', now() - interval '1 hour', 'system', 'Slow', 'clients.update')`,
    [maple],
  )
  await add('Dune Dental')
  await seal()
  await slow.query('COMMIT')
  slow.release()
  expect(await seal(false)).toBe(1)
  expect(await checkAudit(house, maple)).toMatchObject({ fault: null })
})

test('the badge says through when the chain is unbroken', async () => {
  const found = await checkAudit(house, maple)
  expect(await badge()).toMatchObject({ events: found.seq, through: found.through, fault: null, brokenEventId: null })
})

test('a changed event is named, the first one', async () => {
  const [first] = await eventsOf('Birch Bakery')
  const [later] = await eventsOf('Cedar Cycles')
  const change = "UPDATE audit_events SET actor_name = 'Nobody' WHERE id = $1"
  await tamper(change, [later?.id])
  await tamper(change, [first?.id])
  expect(await checkAudit(house, maple)).toMatchObject({ fault: 'changed', brokenEventId: first?.id })
  expect(await badge()).toMatchObject({ fault: 'changed', brokenEventId: first?.id })
  await tamper("UPDATE audit_events SET actor_name = 'Ada' WHERE id = $1", [first?.id])
  expect(await checkAudit(house, maple)).toMatchObject({ fault: 'changed', brokenEventId: later?.id })
  await tamper("UPDATE audit_events SET actor_name = 'Ada' WHERE id = $1", [later?.id])
  expect(await checkAudit(house, maple)).toMatchObject({ fault: null })
})

test('a deleted event is named, and a chain that lost its end is noticed', async () => {
  const [last] = await house.sql<{ seq: string; id: string }>(
    'app',
    'SELECT seq, event_id AS id FROM audit_seals ORDER BY seq DESC LIMIT 1',
  )
  await expect(tamper('DELETE FROM audit_events WHERE id = $1', [last?.id])).rejects.toThrow(/audit_seals_event_fk/)
  await house.sql('owner', 'ALTER TABLE audit_seals DROP CONSTRAINT audit_seals_event_fk')
  await tamper('DELETE FROM audit_events WHERE id = $1', [last?.id])
  expect(await checkAudit(house, maple)).toMatchObject({ fault: 'missing', brokenEventId: last?.id })
  await tamper('DELETE FROM audit_seals WHERE event_id = $1', [last?.id])
  expect(await checkAudit(house, maple)).toMatchObject({ fault: 'cut_off' })
})

test('nobody changes seals or checks', async () => {
  for (const table of ['audit_seals', 'audit_checks'])
    for (const text of [`UPDATE ${table} SET hash = hash`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
      await expect(house.sql('owner', text)).rejects.toThrow(/append-only/)
})

test('the log of a closed company is sealed and checked as well: its closing stands in it', async () => {
  await house.sql(
    'app',
    "INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_name, action) VALUES ($1, $2, now(), 'system', 'Olga', 'companies.close')",
    [companies.oak.id, newId()],
    companies.oak.id,
  )
  await house.sql('owner', 'UPDATE companies SET closed_at = now() WHERE id = $1', [companies.oak.id], companies.oak.id)
  await jobs.find(({ name }) => name === 'audit.check')?.run(house, {})
  await house.settle()
  const [found] = await house.sql<{ unsealed: number; checks: number }>(
    'owner',
    `SELECT (SELECT count(*)::int FROM audit_events e WHERE NOT EXISTS (
       SELECT FROM audit_seals s WHERE s.company_id = e.company_id AND s.event_id = e.id)) AS unsealed,
     (SELECT count(*)::int FROM audit_checks) AS checks`,
    [],
    companies.oak.id,
  )
  expect(found).toMatchObject({ unsealed: 0, checks: 1 })
})
