import { expect, test } from 'vitest'
import { everythingOn } from '#kernel/plans.ts'
import * as contract from '#modules/audit/contract.ts'
import { listAuditEvents } from '#modules/audit/server/read-audit.ts'
import { namingOf } from '#modules/audit/server/subject-names.ts'
import { createClient } from '#modules/clients/contract.ts'
import { perform } from '#platform/runner.ts'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { subjects } from './subjects.ts'

const house = useHouse()

test('the log leaves as CSV, with formulas as text, and as one object a line', async () => {
  await house.as.ada.http.call(createClient, { organizationName: '=HYPERLINK("x")' })
  const ada = house.as.ada.http
  const csv = await ada.call(contract.exportAuditEvents, { action: 'clients.create' })
  expect(csv.headers['content-disposition']).toContain('audit-log.csv')
  const [head, line] = csv.body.trim().split('\r\n')
  expect(head).toMatch(/^id,occurredAt,.*,before,after,/)
  expect(line).toContain(',member,Ada,clients.create,client,')
  expect(csv.body).not.toMatch(/(^|,)"?=/m)
  const json = await ada.call(contract.exportAuditEvents, { format: 'json', memberId: cast.ada.memberId })
  const events = json.body
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as contract.AuditEventInFull)
  expect(events.map(({ actorName }) => actorName)).toEqual(events.map(() => 'Ada'))
  expect(events.at(-1)).toMatchObject({ action: 'clients.create', after: { organizationName: '=HYPERLINK("x")' } })
  expect((await house.as.mia.http.call(contract.exportAuditEvents)).statusCode).toBe(403)
})

test('the plain list and the history of a record are in every plan, filters in Premium', async () => {
  const { name, userId, memberId } = cast.ada
  const plan = { ...everythingOn, plan: 'starter' as const, billing: true }
  const rights = { canApproveTime: false, canViewCompanyFinancials: false }
  const actor = { kind: 'member' as const, name, userId, memberId, role: 'owner' as const, ...rights, plan }
  const where = { companyId: companies.maple.id, actor, origin: { requestId: 'plan' } }
  const list = (input: object) => perform(house, listAuditEvents(namingOf(subjects)), where, input)
  expect((await list({})).items.length).toBeGreaterThan(0)
  expect((await list({ subjectType: 'client', subjectId: companies.oak.id })).items).toEqual([])
  for (const filter of [{ q: 'ada' }, { from: '2026-01-01' }, { actorKind: 'member' }, { subjectType: 'client' }])
    await expect(list(filter)).rejects.toMatchObject({ code: 'plan_needed' })
})
