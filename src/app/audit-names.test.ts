import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import * as contract from '#modules/audit/contract.ts'
import { namingOf } from '#modules/audit/server/subject-names.ts'
import { places } from '#modules/audit/web/places.ts'
import { companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { seedRecords } from '#testing/foreign-records.ts'
import { useHouse } from '#testing/house.ts'
import { root } from '#testing/places.ts'
import { subjects } from './subjects.ts'

const house = useHouse()
const types = subjects.flatMap(({ types }) => types)
let ids: { [table: string]: string } = {}

/** What the log speaks of without a name of its own: the company and parts of it, and what is gone when it ends. */
const nameless = ['company', 'numbering', 'subscription', 'collection_settings', 'timer']

test('whatever the application writes into the log has a name, or is known to have none', () => {
  const written = new Set(
    globSync('src/modules/*/server/**/*.ts', { cwd: root })
      .filter((file) => !file.endsWith('.test.ts'))
      .flatMap((file) => readFileSync(join(root, file), 'utf8').match(/\baudit\([^;]*?subjectType: '\w+'/g) ?? [])
      .map((call) => /subjectType: '(\w+)'/.exec(call)?.[1] ?? ''),
  )
  expect(written.size).toBeGreaterThan(20)
  expect([...written].filter((type) => !types.includes(type) && !nameless.includes(type))).toEqual([])
  expect(Object.keys(places).filter((type) => !types.includes(type))).toEqual([])
})

/** One event about each kind of record that the cast has, in Maple or, with the same ids, in Oak. */
async function addEvents(companyId: string): Promise<number> {
  const about = subjects.flatMap(({ table, types: [type] }) => (ids[table] && type ? [{ type, id: ids[table] }] : []))
  for (const { type, id } of about)
    await house.sql(
      'owner',
      `INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_name, action, subject_type, subject_id)
       VALUES ($1, $2, '2030-01-01T10:00:00Z', 'member', 'Ada', 'things.change', $3, $4)`,
      [companyId, newId(), type, id],
      companyId,
    )
  return about.length
}

const listed = async (person: 'ada' | 'olga', input: object = {}) => {
  const asked = { action: 'things.change', limit: 100, ...input }
  return (await house.as[person].http.call(contract.listAuditEvents, asked)).json<{ items: contract.AuditEvent[] }>()
    .items
}

let about = 0
beforeAll(async () => {
  ids = await seedRecords(house, companies.maple.id, '9700')
  about = await addEvents(companies.maple.id)
  await addEvents(companies.oak.id)
})

test('every event names its record by number or name, in list, drawer and file', async () => {
  expect(about).toBeGreaterThan(subjects.length - 3)
  const events = await listed('ada')
  expect(events).toHaveLength(about)
  // The credit of the cast stands on a draft, which has no number yet.
  expect(events.flatMap(({ subjectType, subjectName }) => (subjectName ? [] : [subjectType]))).toEqual([
    'credit_application',
  ])
  const named = Object.fromEntries(events.map(({ subjectType, subjectName }) => [subjectType, subjectName]))
  expect(named).toMatchObject({
    client: 'Foreign Corp',
    project: 'F-1 9700 Rewire 9700',
    invoice: 'Draft for Foreign Corp',
    bill: 'Foreign Supplies 9700, 2026-03-02',
    apiKey: 'Foreign key 9700',
  })
  const invoice = events.find(({ subjectType }) => subjectType === 'invoice')
  const opened = await house.as.ada.http.call(contract.readAuditEvent, { auditEventId: invoice?.id ?? '' })
  expect(opened.json()).toMatchObject({ subjectName: 'Draft for Foreign Corp', subjectGone: false })
  const file = await house.as.ada.http.call(contract.exportAuditEvents, { subjectType: 'invoice' })
  const [head, line] = file.body.split('\r\n')
  expect(head).toMatch(/,subjectName,subjectGone$/)
  expect(line).toMatch(/,Draft for Foreign Corp,false$/)
})

test('what was deleted says so; what is another company’s has no name', async () => {
  await house.sql('owner', 'UPDATE clients SET deleted_at = now() WHERE id = $1', [ids.clients])
  const [client] = await listed('ada', { subjectType: 'client' })
  expect(client).toMatchObject({ subjectName: 'Foreign Corp', subjectGone: true })
  expect((await listed('olga')).map(({ subjectName }) => subjectName)).toEqual(Array(about).fill(null))
})

test('names take one statement, however many records a page speaks of', async () => {
  const events = await listed('ada')
  const naming = (some: readonly contract.AuditEvent[]) =>
    countStatements(() => house.as.ada.scope((scope) => namingOf(subjects)(scope, some)))
  const none = await countStatements(() => house.as.ada.scope(async () => {}))
  expect([await naming(events.slice(0, 1)), await naming(events)]).toEqual([none + 1, none + 1])
})
