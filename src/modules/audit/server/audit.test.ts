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
