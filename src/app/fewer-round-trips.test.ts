import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids.ts'
import { createInvoice } from '#modules/documents/server/index.ts'
import { recordPayment } from '#modules/payments/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { workCast } from '#testing/work-cast.ts'

const house = useHouse()
const work = workCast(house)
let clientId = ''
beforeAll(async () => {
  clientId = await work.client()
})

const note = (scope: Scope, id: string, text = 'Later') =>
  scope.sql('test.client', 'INSERT INTO clients (company_id, id, organization_name) VALUES ($1, $2, $3)', [
    scope.companyId,
    id,
    text,
  ])
const look = (scope: Scope) => scope.sql('test.look', 'SELECT 1 AS one', [])
const kept = async (id: string) =>
  (await house.sql('owner', 'SELECT FROM clients WHERE company_id = $1 AND id = $2', [companies.maple.id, id])).length

describe('what nobody waits for', () => {
  test('is kept with the commit', async () => {
    const id = newId()
    await house.as.ada.scope(async (scope) => scope.later(note(scope, id)))
    expect(await kept(id)).toBe(1)
  })

  test('is rolled back with a preview', async () => {
    const id = newId()
    await house.as.ada.scope(async (scope) => scope.later(note(scope, id)), { keep: false })
    expect(await kept(id)).toBe(0)
  })

  test('fails the act by its own reason, at its end', async () => {
    const id = newId()
    const act = house.as.ada.scope(async (scope) => {
      scope.later(note(scope, id))
      scope.later(note(scope, clientId))
      scope.later(note(scope, newId()))
    })
    await expect(act).rejects.toMatchObject({ code: '23505', constraint: 'clients_pkey' })
    expect(await kept(id)).toBe(0)
  })

  test('… and when something behind it was waited for', async () => {
    const act = house.as.ada.scope(async (scope) => {
      scope.later(note(scope, clientId))
      await look(scope)
    })
    await expect(act).rejects.toMatchObject({ code: '23505' })
  })

  test('does not hide why the act failed before it', async () => {
    const act = house.as.ada.scope(async (scope) => {
      const failing = scope.sql('test.nothing', 'SELECT 1 / ($1::integer - $1::integer)', [1])
      scope.later(note(scope, newId()))
      await failing
    })
    await expect(act).rejects.toMatchObject({ code: '22012' })
  })
})

describe('what a command loads ahead', () => {
  const draft = () => ({ clientId, lines: [{ name: 'Design', unitPriceCents: 10_000 }] })

  test('is not missed by a repeat, which answers as the first did', async () => {
    const options = { idempotencyKey: newId() }
    const first = await house.as.ada.execute(createInvoice, draft(), options)
    const ask = 'UPDATE clients SET deleted_at = $3 WHERE company_id = $1 AND id = $2'
    const gone = (at: string | null) => house.sql('owner', ask, [companies.maple.id, clientId, at])
    await gone('2026-11-01T00:00:00Z')
    expect(await house.as.ada.execute(createInvoice, draft(), options)).toEqual(first)
    await expect(house.as.ada.execute(createInvoice, draft(), { idempotencyKey: newId() })).rejects.toMatchObject({
      code: 'not_found',
    })
    await gone(null)
  })

  test('tells nothing to whoever may not act', async () => {
    const pay = (id: string) =>
      house.as.cy.execute(
        recordPayment,
        { clientId: id, method: 'ach', amountCents: 100, allocations: [] },
        { idempotencyKey: newId() },
      )
    for (const id of [clientId, newId()]) await expect(pay(id)).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
