import { describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { routes } from '../../app/modules.ts'
import { useHouse } from '../house.ts'
import { assertInvariants } from '../invariants.ts'
import { type Fixture, fixtures } from './fixtures.ts'
import { balancesNow, counted, plain, postedAfter } from './happened.ts'

/**
 * Every command that makes or moves money, walked: asked fifty times at once with one key it acts once; what its preview
 * says is what then happens. A new money command without a fixture fails here on its first day.
 */
const house = useHouse()
const prepared = fixtures(house)
const commands = routes
  .filter(({ operation }) => operation.kind === 'command' && operation.money)
  .map((route) => [route.operation.name, route] as const)

test('every money command has a fixture, and every fixture a command', () => {
  expect(Object.keys(prepared).sort()).toEqual(commands.map(([name]) => name).sort())
  expect(commands.length).toBeGreaterThan(40)
})

/** By how many requests the command was carried out since. */
async function actsOf(name: string, skip: number): Promise<number> {
  const rows = await house.sql(
    'owner',
    `SELECT DISTINCT request_id FROM (SELECT * FROM audit_events ORDER BY occurred_at, id OFFSET $2) a WHERE action = $1`,
    [name, skip],
  )
  return rows.length
}

async function prepare(name: string): Promise<Required<Fixture>> {
  const { who = 'ada', input, other = { reason: 'Another' } } = (await prepared[name]?.()) ?? { input: {} }
  return { who, input, other }
}

describe('pain 5: fifty at once with one key act once, and answer the same', () => {
  test.each(commands)(
    '%s',
    async (name, { endpoint }) => {
      const { who, input, other } = await prepare(name)
      const { http } = house.as[who]
      const preview = await http.call(endpoint, input as never, { dryRun: true })
      const before = await counted(house)
      const idempotencyKey = newId()
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => http.call(endpoint, input as never, { idempotencyKey })),
      )
      for (const answer of answers)
        expect([answer.statusCode, answer.body]).toEqual([endpoint.creates ? 201 : 200, answers[0]?.body])
      const after = await counted(house)
      expect(after.entries - before.entries).toBe(preview.json().entries.length)
      expect(after.keys - before.keys).toBe(1)
      const audited = async () => (await counted(house)).audits
      const soFar = await audited()
      const again = await http.call(endpoint, input as never, { idempotencyKey })
      expect([again.body, await audited()]).toEqual([answers[0]?.body, soFar])
      expect(await actsOf(name, before.audits)).toBe(1)
      const reused = await http.call(endpoint, { ...input, ...other } as never, { idempotencyKey })
      expect([reused.statusCode, reused.json().type]).toEqual([409, '/problems/idempotency_key_reused'])
      expect((await counted(house)).entries).toBe(after.entries)
    },
    30_000,
  )
})

describe('a preview says what then happens, and writes nothing', () => {
  test.each(commands)('%s', async (name, { endpoint }) => {
    const { who, input } = await prepare(name)
    const { http } = house.as[who]
    const before = await counted(house)
    const answer = await http.call(endpoint, input as never, { dryRun: true })
    expect(answer.statusCode, answer.body).toBe(200)
    const preview = answer.json()
    expect(await counted(house)).toEqual(before)
    const done = await http.call(endpoint, input as never)
    expect([done.statusCode, plain(done.json())]).toEqual([endpoint.creates ? 201 : 200, plain(preview.answer)])
    expect(await postedAfter(house, before.entries)).toEqual(
      preview.entries.map((entry: { lines: object[] }) => ({
        ...pick(entry, 'entryDate', 'memo', 'sourceType'),
        lines: entry.lines.map((line) => pick(line, 'accountCode', 'debitCents', 'creditCents')),
      })),
    )
    const told = preview.balances.filter(({ id }: { id: string }) => JSON.stringify([input, done.json()]).includes(id))
    expect(await balancesNow(house, told)).toEqual(told.map((one: object) => pick(one, 'kind', 'id', 'afterCents')))
    const nextPreview = await http.call(endpoint, input as never, { dryRun: true })
    const next = await http.call(endpoint, input as never)
    expect(nextPreview.statusCode < 300).toBe(next.statusCode < 300)
    if (next.statusCode >= 300) expect(refusal(nextPreview)).toEqual(refusal(next))
  })
})

test('after all that the books agree', () => assertInvariants(house))

function pick(from: object, ...names: string[]): object {
  return Object.fromEntries(names.map((name) => [name, (from as Record<string, unknown>)[name]]))
}

function refusal(answer: { statusCode: number; json(): Record<string, unknown> }) {
  const { type, detail, errors } = answer.json()
  return { status: answer.statusCode, type, detail, errors }
}
