import { describe, expect, test } from 'vitest'
import { everythingOn, type Feature, type PlanNow, planAllowsFeature, planNames } from '#kernel/plans.ts'
import { createClient } from '#modules/clients/contract.ts'
import { createInvoice, sendInvoice } from '#modules/documents/server/index.ts'
import { execute, perform, preview } from '#platform/runner.ts'
import type { Member } from '#platform/scope.ts'
import { cast, companies } from './cast.ts'
import { useHouse } from './house.ts'
import { ask, inCompany, names, unknownId } from './walk.ts'

/** Every operation of every module × every plan, and × a company that is read-only. */
const house = useHouse()

const owner = (plan: PlanNow): Member => ({
  kind: 'member',
  userId: cast.ada.userId,
  memberId: cast.ada.memberId,
  name: 'Ada',
  role: 'owner',
  canApproveTime: false,
  canViewCompanyFinancials: false,
  plan,
})

/** The code of the refusal, or `through` when the gate let it pass, whatever came of it inside. */
async function gate({ endpoint, operation }: (typeof inCompany)[number], plan: PlanNow): Promise<string> {
  const { input } = ask({ endpoint, operation }, () => unknownId)
  const where = { companyId: companies.maple.id, actor: owner(plan), origin: { requestId: 'plans' } }
  try {
    if (operation.kind === 'query') await perform(house, operation, where, input)
    else await preview(house, operation, where, input)
    return 'through'
  } catch (error) {
    const { code } = error as { code: string }
    return ['plan_needed', 'subscription_locked'].includes(code) ? code : 'through'
  }
}

/** Open to every plan, but what the walk asks of them (a filter) belongs to one. */
const partly: { [operation: string]: Feature } = { 'audit.list': 'advancedAudit' }

test('the walk is awake', () => {
  const walled = inCompany.filter(({ operation }) => operation.feature !== undefined)
  expect(walled.length).toBeGreaterThan(40)
})

describe('a plan has what the table says', () => {
  test.each(names)('%s', async (_name, route) => {
    const feature = route.operation.feature ?? partly[route.operation.name]
    for (const plan of planNames) {
      const has = feature === undefined || planAllowsFeature(plan, feature)
      const met = await gate(route, { ...everythingOn, plan, billing: true })
      expect([plan, met]).toEqual([plan, has ? 'through' : 'plan_needed'])
    }
  })
})

describe('a company that is read-only is read, not changed', () => {
  test.each(names)('%s', async (_name, route) => {
    const { operation } = route
    const open = operation.kind === 'query' || operation.evenReadOnly === true
    expect(await gate(route, { ...everythingOn, readOnly: true })).toBe(open ? 'through' : 'subscription_locked')
  })
})

test('the refusal names the plan and says who can change it', async () => {
  const bills = inCompany.find(({ endpoint }) => endpoint.path === '/bills' && endpoint.method === 'GET')
  const where = { companyId: companies.maple.id, origin: { requestId: 'plans' } }
  const actor = owner({ ...everythingOn, plan: 'starter', billing: true })
  await expect(perform(house, bills?.operation as never, { ...where, actor }, {})).rejects.toMatchObject({
    status: 403,
    message: expect.stringMatching(/part of the Professional plan.*owner.*Settings, Plan/),
  })
})

test('on the smallest plan an invoice posts to the books all the same', async () => {
  const made = await house.as.ada.http.call(createClient, { organizationName: 'Harbor Books' })
  const actor = owner({ ...everythingOn, plan: 'starter', billing: true })
  const where = { companyId: companies.maple.id, actor, origin: { requestId: 'plans' } }
  const lines = [{ name: 'Design', unitPriceCents: 12_00 }]
  const { id } = await execute(house, createInvoice, where, { clientId: made.json().id, lines })
  await execute(house, sendInvoice, where, { invoiceId: id, email: null })
  const posted = await house.sql<{ cents: number }>(
    'app',
    `SELECT sum(l.debit_cents)::int AS cents FROM journal_entries e
     JOIN journal_lines l ON l.company_id = e.company_id AND l.entry_id = e.id WHERE e.source_id = $1`,
    [id],
  )
  expect(posted).toEqual([{ cents: 1200 }])
})
