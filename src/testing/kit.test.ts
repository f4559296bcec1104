import { expect, test } from 'vitest'
import { z } from 'zod'
import { readMe } from '#modules/companies/contract.ts'
import { command } from '#platform/operation.ts'
import { announce, audit } from '#platform/record.ts'
import { cast, companies } from './cast.ts'
import { countStatements } from './count-statements.ts'
import { useHouse } from './house.ts'

const house = useHouse()

let runs = 0
const rename = command({
  name: 'test.rename',
  needs: 'company:settings',
  input: z.object({ name: z.string().min(1, 'Enter a name.') }),
  async run(scope, { name }) {
    runs += 1
    await scope.sql('test.rename', 'UPDATE companies SET name = $2 WHERE id = $1', [scope.companyId, name])
    audit(scope, { subjectType: 'company', subjectId: scope.companyId, after: { name } })
    announce(scope, 'company_renamed', { name })
    return { name, runs }
  },
})

const nameNow = async () => (await house.sql<{ name: string }>('app', 'SELECT name FROM companies'))[0]?.name

test('a command changes its company and leaves an audit event', async () => {
  expect(await house.as.ada.execute(rename, { name: 'Maple & Co' })).toEqual({ name: 'Maple & Co', runs: 1 })
  expect(await nameNow()).toBe('Maple & Co')
  const events = await house.sql(
    'app',
    "SELECT action, actor_name, subject_id, after FROM audit_events WHERE action = 'test.rename'",
  )
  expect(events).toEqual([
    { action: 'test.rename', actor_name: 'Ada', subject_id: companies.maple.id, after: { name: 'Maple & Co' } },
  ])
})

test('a role without the permission is refused, and nothing happens', async () => {
  await expect(house.as.cy.execute(rename, { name: 'Cy & Co' })).rejects.toMatchObject({ code: 'not_allowed' })
  expect(await nameNow()).toBe('Maple & Co')
})

test('input that cannot be used names its field', async () => {
  await expect(house.as.ada.execute(rename, { name: '' })).rejects.toMatchObject({
    code: 'invalid_input',
    errors: [{ path: 'name', message: 'Enter a name.' }],
  })
})

test('a preview answers and keeps nothing', async () => {
  expect(await house.as.ada.preview(rename, { name: 'Birch' })).toMatchObject({
    answer: { name: 'Birch' },
    entries: [],
  })
  expect(await nameNow()).toBe('Maple & Co')
})

test('one idempotency key has one effect, however many ask at once', async () => {
  runs = 0
  const key = 'rename-once-1'
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => house.as.ada.execute(rename, { name: 'Elm' }, { idempotencyKey: key })),
  )
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  const events = await house.sql<{ n: number }>(
    'app',
    'SELECT count(*)::int AS n FROM audit_events WHERE after = \'{"name": "Elm"}\'',
  )
  expect(events).toEqual([{ n: 1 }])
  await expect(house.as.ada.execute(rename, { name: 'Oak' }, { idempotencyKey: key })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  })
  await expect(house.as.ben.execute(rename, { name: 'Elm' }, { idempotencyKey: key })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  })
})

test('without its company a query sees nothing, and a foreign member is not found', async () => {
  const rows = await house.pool.query('SELECT id FROM members')
  expect(rows.rows).toEqual([])
  await expect(
    house.as.ada.scope(async (scope) =>
      scope.sql('test.all', 'SELECT id FROM members WHERE company_id <> $1', [scope.companyId]),
    ),
  ).resolves.toEqual([])
  expect(cast.olga.companyId).toBe(companies.oak.id)
})

test('the audit log cannot be changed, by anybody', async () => {
  for (const role of ['app', 'owner'] as const) {
    for (const text of ["UPDATE audit_events SET action = 'x'", 'DELETE FROM audit_events', 'TRUNCATE audit_events']) {
      await expect(house.sql(role, text)).rejects.toThrow(/append-only|permission denied|cannot truncate/)
    }
  }
})

test('statements are counted of the work alone, not of what goes on beside it', async () => {
  const work = () => house.as.ada.execute(rename, { name: 'Maple Studio' })
  const alone = await countStatements(work)
  let going = true
  const beside = (async () => {
    while (going) await house.pool.query('SELECT 1')
  })()
  expect(await countStatements(work)).toBe(alone)
  expect(await countStatements(() => house.as.ada.http.call(readMe, {}))).toBeGreaterThan(1)
  going = false
  await beside
  expect(alone).toBeGreaterThan(4)
})
