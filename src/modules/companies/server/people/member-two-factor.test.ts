import { afterEach, expect, test } from 'vitest'
import { systemClock } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { perform } from '#platform/runner.ts'
import { openPersonScope } from '#platform/scope.ts'
import { cast, companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../../contract.ts'
import { loadActor } from '../actor.ts'
import { listMembers } from './list-members.ts'

const house = useHouse()
const { ada, mia, cy } = cast

type Who = 'ada' | 'ben' | 'mia' | 'cy'
const setFor = (who: 'ada' | 'ben', memberId: string, required = true) =>
  house.as[who].http.call(contract.setMemberTwoFactor, { memberId, required })
const problem = (answer: { statusCode: number; json(): { type: string } }) => [
  answer.statusCode,
  answer.json().type.split('/').at(-1),
]
const factorOf = async (who: Who, of: Who) => {
  const list = await house.as[who].http.call(contract.listMembers, { include: 'all' })
  return list.json<{ items: contract.Member[] }>().items.find(({ id }) => id === cast[of].memberId)?.secondFactor
}
/** As the person adds it: their wall lets nobody else. */
const addPasskey = (userId: string) =>
  openPersonScope({ ...house, origin: { requestId: 'test' }, mode: 'write' }, userId, (scope) =>
    scope.sql(
      'test.addPasskey',
      "INSERT INTO passkeys (id, user_id, name, credential_id, public_key, counter, synced, created_at) VALUES ($1, $2, 'Phone', $3, '', 0, false, now())",
      [newId(), userId, `key of ${userId}`],
    ),
  )
afterEach(async () => {
  await house.sql('owner', 'UPDATE members SET require_two_factor = false, deactivated_at = NULL')
  await house.sql('owner', "UPDATE companies SET two_factor_policy = 'off'")
})

test('one member is asked from their next request on, and no longer when it is taken back', async () => {
  const reads = () => house.as.cy.http.call(contract.readCompany)
  expect((await reads()).statusCode).toBe(200)
  const set = await setFor('ben', cy.memberId)
  expect(set.json()).toMatchObject({ secondFactor: { has: false, asked: true, required: true } })
  expect(problem(await reads())).toEqual([403, 'second_factor_needed'])
  expect((await house.as.mia.http.call(contract.readCompany)).statusCode).toBe(200)
  await setFor('ben', cy.memberId, false)
  expect((await reads()).statusCode).toBe(200)
  const audited = await house.sql<{ before: object; after: object }>(
    'app',
    "SELECT before, after FROM audit_events WHERE action = 'companies.setMemberTwoFactor' ORDER BY id",
  )
  expect(audited).toMatchObject([
    { before: { requireTwoFactor: false }, after: { requireTwoFactor: true } },
    { before: { requireTwoFactor: true }, after: { requireTwoFactor: false } },
  ])
})

test('an admin asks no owner; nobody asks somebody who left', async () => {
  expect(problem(await setFor('ben', ada.memberId))).toEqual([403, 'owner_needed'])
  await house.sql('owner', 'UPDATE members SET deactivated_at = now() WHERE id = $1', [cy.memberId])
  expect(problem(await setFor('ada', cy.memberId))).toEqual([409, 'member_left'])
  expect(await factorOf('ada', 'cy')).toBeNull()
})

test('the list says who is asked by the policy and who alone, and only to those who manage members', async () => {
  await setFor('ada', cy.memberId)
  expect(await factorOf('ben', 'cy')).toEqual({ has: false, asked: true, required: true })
  expect(await factorOf('ben', 'mia')).toEqual({ has: false, asked: false, required: false })
  expect(await factorOf('mia', 'cy')).toBeNull()
  await house.sql('owner', "UPDATE companies SET two_factor_policy = 'managers_and_above'")
  const actor = loadActor({ userId: ada.userId, factorAt: systemClock() })
  const where = { companyId: companies.maple.id, actor, origin: { requestId: 'test' } }
  const listed = await perform(house, listMembers, where, {})
  const { secondFactor } = listed.items.find(({ id }) => id === mia.memberId) ?? {}
  expect(secondFactor).toEqual({ has: false, asked: true, required: false })
})

test('an authenticator app counts once it is confirmed, a passkey at once; of other companies nothing is seen', async () => {
  const app = 'INSERT INTO totp_factors (user_id, sealed_secret, confirmed_at) VALUES ($1, $2, $3)'
  await house.sql('owner', app, [mia.userId, 'sealed', null])
  expect(await factorOf('ben', 'mia')).toMatchObject({ has: false })
  await house.sql('owner', 'UPDATE totp_factors SET confirmed_at = now()')
  expect(await factorOf('ben', 'mia')).toMatchObject({ has: true })
  for (const { userId } of [cy, cast.olga]) await addPasskey(userId)
  expect(await factorOf('ben', 'cy')).toMatchObject({ has: true })
  const seen = () => house.sql<{ of: string }>('app', 'SELECT user_id AS of FROM passkeys')
  expect(await seen()).toEqual([{ of: cy.userId }])
  expect(await house.sql('app', 'SELECT user_id AS of FROM passkeys', [], companies.oak.id)).toHaveLength(1)
  await house.sql('owner', 'UPDATE members SET deactivated_at = now() WHERE id = $1', [cy.memberId])
  expect(await seen()).toEqual([])
})

test('the list asks the same number of statements for one member and for many', async () => {
  const count = (limit: number) => countStatements(() => house.as.ada.http.call(contract.listMembers, { limit }))
  await count(1)
  expect(await count(4)).toEqual(await count(1))
})
