import { beforeEach, expect, test } from 'vitest'
import { cast, companies } from '#testing/cast.ts'
import { countStatements } from '#testing/count-statements.ts'
import { useHouse } from '#testing/house.ts'
import * as contract from '../../contract.ts'

const house = useHouse()
const { ada, ben, mia, cy } = cast

beforeEach(async () => {
  const as = (member: { memberId: string; role: string }) =>
    house.sql('owner', 'UPDATE members SET role = $2, deactivated_at = NULL WHERE id = $1', [
      member.memberId,
      member.role,
    ])
  for (const member of [ada, ben, mia, cy]) await as(member)
  await house.sql('owner', 'UPDATE members SET can_view_company_financials = false, can_approve_time = false')
})

const change = (who: 'ada' | 'ben' | 'mia', input: object) =>
  house.as[who].http.call(contract.updateMember, input as never)
const roles = async () => {
  const rows = await house.sql<{ name: string; role: string }>('app', 'SELECT display_name AS name, role FROM members')
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]))
}
const problem = (answer: { statusCode: number; json(): { type: string } }) => [
  answer.statusCode,
  answer.json().type.split('/').at(-1),
]

test('an admin changes role, flags and rates; the audit log has both sides', async () => {
  const answer = await change('ben', {
    memberId: cy.memberId,
    role: 'manager',
    canViewCompanyFinancials: true,
    billingRateCents: 12_000,
    costRateCents: null,
    name: 'Cyrus',
  })
  expect(answer.json()).toMatchObject({ name: 'Cyrus', role: 'manager', billingRateCents: 12_000, costRateCents: null })
  const [audited] = await house.sql<{ before: object; after: object; subject: string }>(
    'app',
    "SELECT before, after, subject_id AS subject FROM audit_events WHERE action = 'companies.updateMember' ORDER BY id DESC LIMIT 1",
  )
  expect(audited).toMatchObject({
    subject: cy.memberId,
    before: { role: 'staff', costRateCents: 5000 },
    after: { role: 'manager', costRateCents: null },
  })
  // The new role counts from the next request on.
  const me = (await house.as.cy.http.call(contract.readMe)).json<contract.Me>()
  expect(me.companies[0]?.permissions).toContain('financials:read')
  await change('ben', { memberId: cy.memberId, name: 'Cy', billingRateCents: 10_000, costRateCents: 5_000 })
})

test('an older version of a member is not saved over a newer one', async () => {
  const list = (await house.as.ben.http.call(contract.listMembers)).json<{ items: contract.Member[] }>().items
  const seen = list.find(({ id }) => id === mia.memberId)?.revision ?? 0
  const saved = await house.as.ben.http.call(
    contract.updateMember,
    { memberId: mia.memberId, canApproveTime: true },
    { ifMatch: `"${seen}"` },
  )
  expect(saved.json()).toMatchObject({ revision: seen + 1 })
  const stale = await house.as.ada.http.call(
    contract.updateMember,
    { memberId: mia.memberId, role: 'admin' },
    { ifMatch: `"${seen}"` },
  )
  expect(problem(stale)).toEqual([412, 'stale_revision'])
})

test('rates and addresses are seen by those whom they concern', async () => {
  const seen = async (who: 'ada' | 'mia' | 'cy') => {
    const list = (await house.as[who].http.call(contract.listMembers)).json<{ items: contract.Member[] }>().items
    const { email, billingRateCents, costRateCents } = list.find(({ id }) => id === ben.memberId) as contract.Member
    return { email, billingRateCents, costRateCents }
  }
  expect(await seen('ada')).toEqual({ email: ben.email, billingRateCents: 10_000, costRateCents: 5_000 })
  expect(await seen('mia')).toEqual({ email: null, billingRateCents: null, costRateCents: null })
  await change('ada', { memberId: cy.memberId, canViewCompanyFinancials: true })
  expect(await seen('cy')).toEqual({ email: null, billingRateCents: 10_000, costRateCents: 5_000 })
})

test('admins neither make nor change owners; owners do', async () => {
  expect(problem(await change('ben', { memberId: mia.memberId, role: 'owner' }))).toEqual([403, 'owner_needed'])
  expect(problem(await change('ben', { memberId: ben.memberId, role: 'owner' }))).toEqual([403, 'owner_needed'])
  expect(problem(await change('ben', { memberId: ada.memberId, name: 'A.' }))).toEqual([403, 'owner_needed'])
  const out = await house.as.ben.http.call(contract.deactivateMember, { memberId: ada.memberId })
  expect(problem(out)).toEqual([403, 'owner_needed'])
  expect((await change('ada', { memberId: ben.memberId, role: 'owner' })).json()).toMatchObject({ role: 'owner' })
  expect((await change('ben', { memberId: ada.memberId, role: 'admin' })).json()).toMatchObject({ role: 'admin' })
  expect(await roles()).toMatchObject({ Ada: 'admin', Ben: 'owner' })
})

test('ownership is handed over, and whoever had it may step down', async () => {
  const hand = (stepDown: boolean, memberId = mia.memberId) =>
    house.as.ada.http.call(contract.transferOwnership, { memberId, stepDown })
  expect(problem(await hand(true, ada.memberId))).toEqual([409, 'member_is_you'])
  expect((await hand(false)).json()).toMatchObject({ role: 'owner' })
  expect(await roles()).toMatchObject({ Ada: 'owner', Mia: 'owner' })
  await change('ada', { memberId: mia.memberId, role: 'manager' })
  expect((await hand(true)).json()).toMatchObject({ role: 'owner' })
  expect(await roles()).toMatchObject({ Ada: 'admin', Mia: 'owner' })
  const audited = await house.sql<{ subject: string }>(
    'app',
    "SELECT subject_id AS subject FROM audit_events WHERE action = 'companies.transferOwnership' ORDER BY id DESC LIMIT 2",
  )
  expect(audited.map(({ subject }) => subject).sort()).toEqual([ada.memberId, mia.memberId])
})

test('ownership does not go to who has left', async () => {
  await house.as.ada.http.call(contract.deactivateMember, { memberId: cy.memberId })
  const answer = await house.as.ada.http.call(contract.transferOwnership, { memberId: cy.memberId })
  expect(problem(answer)).toEqual([409, 'member_left'])
  expect(problem(await change('ada', { memberId: cy.memberId, role: 'admin' }))).toEqual([409, 'member_left'])
})

test('who is deactivated finds no such company at once, and comes back as they were', async () => {
  const cyReads = () => house.as.cy.http.call(contract.readCompany)
  expect((await cyReads()).statusCode).toBe(200)
  const left = await house.as.ben.http.call(contract.deactivateMember, { memberId: cy.memberId })
  expect(left.json()).toMatchObject({ active: false, role: 'staff' })
  expect(problem(await cyReads())).toEqual([404, 'not_found'])
  expect((await house.as.cy.http.call(contract.readMe)).json()).toMatchObject({ companies: [] })
  const twice = await house.as.ben.http.call(contract.deactivateMember, { memberId: cy.memberId })
  expect(problem(twice)).toEqual([409, 'member_left'])
  const self = await house.as.ben.http.call(contract.deactivateMember, { memberId: ben.memberId })
  expect(problem(self)).toEqual([409, 'member_is_you'])
  const back = await house.as.ben.http.call(contract.reactivateMember, { memberId: cy.memberId })
  expect(back.json()).toMatchObject({ active: true, role: 'staff', billingRateCents: 10_000 })
  expect((await cyReads()).statusCode).toBe(200)
  const again = await house.as.ben.http.call(contract.reactivateMember, { memberId: cy.memberId })
  expect(problem(again)).toEqual([409, 'member_active'])
})

test('anybody may leave, except the last owner', async () => {
  expect((await house.as.mia.http.call(contract.leaveCompany)).statusCode).toBe(200)
  expect((await house.as.mia.http.call(contract.readCompany)).statusCode).toBe(404)
  expect(problem(await house.as.ada.http.call(contract.leaveCompany))).toEqual([409, 'last_owner_kept'])
  expect(problem(await change('ada', { memberId: ada.memberId, role: 'admin' }))).toEqual([409, 'last_owner_kept'])
})

test('two owners who demote each other at once: one is refused, many times over', async () => {
  for (let round = 0; round < 10; round += 1) {
    await house.sql('owner', "UPDATE members SET role = 'owner' WHERE id IN ($1, $2)", [ada.memberId, ben.memberId])
    const answers = await Promise.all([
      change('ada', { memberId: ben.memberId, role: 'admin' }),
      change('ben', { memberId: ada.memberId, role: 'admin' }),
      house.as.ada.http.call(contract.leaveCompany),
    ])
    const owners = await house.sql(
      'app',
      "SELECT 1 FROM members WHERE company_id = $1 AND role = 'owner' AND deactivated_at IS NULL",
      [companies.maple.id],
    )
    expect(owners).toHaveLength(1)
    expect(answers.some(({ statusCode }) => statusCode >= 400)).toBe(true)
    for (const { statusCode } of answers) expect([200, 403, 404, 409]).toContain(statusCode)
    await house.sql('owner', 'UPDATE members SET deactivated_at = NULL WHERE id = $1', [ada.memberId])
  }
})

test('around the code, the last owner stays too, also when two transactions race', async () => {
  const out = "UPDATE members SET role = 'admin' WHERE id = $1"
  await expect(house.sql('owner', out, [ada.memberId])).rejects.toMatchObject({ constraint: 'last_owner_kept' })
  await expect(house.sql('app', 'DELETE FROM members WHERE id = $1', [ada.memberId])).rejects.toMatchObject({
    constraint: 'last_owner_kept',
  })
  for (let round = 0; round < 10; round += 1) {
    await house.sql('owner', "UPDATE members SET role = 'owner' WHERE id = $1", [ben.memberId])
    const both = await Promise.allSettled([
      house.sql('app', out, [ada.memberId]),
      house.sql('app', out, [ben.memberId]),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await house.sql('owner', "UPDATE members SET role = 'owner' WHERE id = $1", [ada.memberId])
  }
})

test('the list asks the same number of statements for one member and for many', async () => {
  const list = (limit: number) => house.as.ada.http.call(contract.listMembers, { limit })
  const count = async (limit: number) => countStatements(() => list(limit))
  await list(1)
  expect(await count(4)).toEqual(await count(1))
})
