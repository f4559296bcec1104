import { expect, test } from 'vitest'
import { listCompanyIds } from '#platform/scope.ts'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../contract.ts'

const house = useHouse()
const ada = () => house.as.ada.http
type Answer = { statusCode: number; json<T = { type: string }>(): T }
const problem = (answer: Answer) => [answer.statusCode, answer.json().type.split('/').at(-1)]

test('closed: owners read, nobody changes anything, others find nothing; opened again, all is as it was', async () => {
  expect(problem(await ada().call(contract.closeCompany, { name: 'Maple' }))).toEqual([422, 'invalid_input'])
  const byAdmin = await house.as.ben.http.call(contract.closeCompany, { name: 'Maple Studio' })
  expect(problem(byAdmin)).toEqual([403, 'not_allowed'])
  expect(problem(await ada().call(contract.reopenCompany))).toEqual([409, 'company_not_closed'])
  expect((await ada().call(contract.closeCompany, { name: 'Maple Studio' })).statusCode).toBe(200)
  expect((await ada().call(contract.listMembers)).statusCode).toBe(200)
  expect(problem(await ada().call(contract.updateCompany, { invoiceDueDays: 14 }))).toEqual([409, 'company_closed'])
  expect(problem(await ada().call(contract.closeCompany, { name: 'Maple Studio' }))).toEqual([409, 'company_closed'])
  for (const who of ['ben', 'mia', 'cy'] as const) {
    expect(problem(await house.as[who].http.call(contract.readCompany))).toEqual([404, 'not_found'])
    expect((await house.as[who].http.call(contract.readMe)).json()).toMatchObject({ companies: [] })
  }
  expect((await ada().call(contract.readMe)).json()).toMatchObject({ companies: [{ closed: true }] })
  // Jobs leave it alone, and one that comes all the same is stopped by the database.
  expect(await listCompanyIds(house)).toEqual([companies.oak.id])
  const around = `INSERT INTO audit_events (company_id, id, occurred_at, actor_kind, actor_name, action)
    VALUES ('${companies.maple.id}', gen_random_uuid(), now(), 'system', 'Job', 'clients.create')`
  await expect(house.sql('owner', around)).rejects.toMatchObject({ constraint: 'company_closed' })
  expect((await ada().call(contract.reopenCompany)).json()).toMatchObject({ name: 'Maple Studio' })
  expect((await ada().call(contract.updateCompany, { invoiceDueDays: 14 })).statusCode).toBe(200)
  expect((await house.as.cy.http.call(contract.readCompany)).statusCode).toBe(200)
  const audited = await house.sql<{ action: string; who: string }>(
    'app',
    "SELECT action, actor_user_id AS who FROM audit_events WHERE action IN ('companies.close', 'companies.reopen') ORDER BY id",
  )
  expect(audited).toEqual([
    { action: 'companies.close', who: cast.ada.userId },
    { action: 'companies.reopen', who: cast.ada.userId },
  ])
})
