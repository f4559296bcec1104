import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../contract.ts'

const house = useHouse()
/** Some change of another module. */
const updateCompany = endpoint({
  method: 'PATCH',
  path: '/settings',
  area: 'company',
  summary: '',
  input: z.object({ invoiceDueDays: z.number() }),
  answer: z.unknown(),
})
type Page = { items: contract.AuditEvent[]; nextCursor: string | null }

test('every change is in the log, page by page, with what it changed', async () => {
  for (const invoiceDueDays of [10, 20, 30]) await house.as.ben.http.call(updateCompany, { invoiceDueDays })
  const list = async (input: object) => (await house.as.ada.http.call(contract.listAuditEvents, input)).json<Page>()
  const first = await list({ limit: 2, action: 'companies.update' })
  expect(first.items.map(({ actorName, subjectType }) => [actorName, subjectType])).toEqual([
    ['Ben', 'company'],
    ['Ben', 'company'],
  ])
  const second = await list({ limit: 2, action: 'companies.update', cursor: first.nextCursor })
  expect(second).toMatchObject({ items: [{ actorName: 'Ben' }], nextCursor: null })
  expect((await list({ q: 'ben' })).items).toHaveLength(3)
  expect((await list({ to: '2020-01-01' })).items).toEqual([])
  expect((await list({ subjectId: companies.oak.id })).items).toEqual([])

  const auditEventId = first.items[0]?.id ?? ''
  const one = await house.as.ada.http.call(contract.readAuditEvent, { auditEventId })
  expect(one.json()).toMatchObject({ before: { invoiceDueDays: 20 }, after: { invoiceDueDays: 30 } })
  expect((await house.as.olga.http.call(contract.readAuditEvent, { auditEventId })).statusCode).toBe(404)
  expect((await house.as.olga.http.call(contract.listAuditEvents)).json<Page>().items).toEqual([])
  expect((await house.as.mia.http.call(contract.listAuditEvents)).statusCode).toBe(403)
  await expect(house.sql('owner', 'DELETE FROM audit_events')).rejects.toThrow(/append-only/)
})

test('what support did carries its mark: in the list, on the event, in files, and is found by it', async () => {
  const marked = '0190a000-0000-7000-8000-0000000000d1'
  await house.sql(
    'owner',
    `INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_name, action, support_session_id, support_operator)
     VALUES ($1, $2, now(), 'member', 'Ada', 'clients.update', $2, 'Nadia of support')`,
    [companies.maple.id, marked],
  )
  const { http } = house.as.ada
  const list = async (input: object) => (await http.call(contract.listAuditEvents, input as never)).json<Page>().items
  const found = await list({ actorKind: 'support' })
  expect(found.map(({ id, actorName, supportOperator }) => [id, actorName, supportOperator])).toEqual([
    [marked, 'Ada', 'Nadia of support'],
  ])
  const others = (await list({ actorKind: 'member' })).filter(({ id }) => id !== marked)
  expect(others.length).toBeGreaterThan(0)
  expect(others.every(({ supportOperator }) => supportOperator === null)).toBe(true)
  const one = await http.call(contract.readAuditEvent, { auditEventId: marked })
  expect(one.json()).toMatchObject({ supportOperator: 'Nadia of support' })
  const [head = '', line = ''] = (await http.call(contract.exportAuditEvents, { actorKind: 'support' })).body.split(
    '\r\n',
  )
  expect(line.split(',')[head.split(',').indexOf('supportOperator')]).toBe('Nadia of support')
})
