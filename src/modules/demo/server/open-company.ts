import { present } from '#kernel/assert.ts'
import { addMonths, type Instant, instantIn, type PlainDate, startOfMonth, todayIn } from '#kernel/calendar.ts'
import { everythingOn } from '#kernel/plans.ts'
import { registerPerson } from '#modules/identity/server/index.ts'
import type { Route } from '#platform/operation.ts'
import { type House, performForPerson } from '#platform/runner.ts'
import { type Member, openScope, openVisitorScope, type Scope } from '#platform/scope.ts'
import * as calls from '../contract-calls.ts'
import type { Story } from '../domain/index.ts'
import { demoId } from './demo-id.ts'
import type { SystemAccounts } from './planning.ts'

/** The company of a story as it stands in the database. */
export type DemoCompany = {
  id: string
  /** The day on which the demo was begun: every date of the plan is told from it. */
  today: PlainDate
  members: Map<string, Member>
  accounts: SystemAccounts
  /** The default categories of expenses by their keys. */
  categories: Map<string, string>
}

export type Opening = {
  house: House
  routes: readonly Route[]
  password: string
  now: Instant
  months: number
}

export const companyIdOf = (story: Story): string => demoId(`company ${story.key}`)
export const system = { kind: 'system', name: 'Demo' } as const
const origin = { requestId: 'demo' }

/** Makes the people and the company, or finds what an earlier start has made. */
export async function openCompany(opening: Opening, story: Story): Promise<DemoCompany> {
  const { house, now } = opening
  const users = await registerPeople(opening, story)
  await createCompany(opening, story, users.get(story.owner) ?? '')
  const options = { ...house, origin: { ...origin, now }, mode: 'write' } as const
  return openScope(options, companyIdOf(story), system, async (scope) => {
    const members = await insertMembers(scope, story, users)
    const today = todayIn(story.company.timeZone, await begunAt(scope, story))
    return {
      id: scope.companyId,
      today,
      members,
      accounts: await systemAccounts(scope),
      categories: await categories(scope),
    }
  })
}

async function registerPeople({ house, password, now }: Opening, story: Story): Promise<Map<string, string>> {
  return openVisitorScope({ ...house, origin: { ...origin, now }, mode: 'write' }, undefined, async (scope) => {
    const users = new Map<string, string>()
    for (const { key, name, email } of story.people) {
      users.set(key, await registerPerson(scope, { id: demoId(`user ${email}`), name, email, password }))
    }
    return users
  })
}

/** Its owner starts the company, as long ago as its history reaches; a second time finds the first. */
async function createCompany({ house, routes, now, months }: Opening, story: Story, userId: string): Promise<void> {
  const { company } = story
  const operation = present(routes.find(({ endpoint }) => endpoint === calls.createCompany)).operation
  if (operation.kind !== 'personCommand') throw new Error(`${operation.name} is not for a person`)
  const began = startOfMonth(addMonths(startOfMonth(todayIn(company.timeZone, now)), -months))
  const past = { requestId: 'demo', now: instantIn(company.timeZone, began, '08:00') }
  const { street: addressLine1, name, city, region, postalCode, timeZone, salesTaxPercent } = company
  const input = { id: companyIdOf(story), name, addressLine1, city, region, postalCode, country: 'US', timeZone }
  await performForPerson(house, operation, userId, past, { ...input, salesTaxPercent })
}

/** The others join without an invitation. Rates are kept when somebody has changed them since. */
async function insertMembers(scope: Scope, story: Story, users: Map<string, string>): Promise<Map<string, Member>> {
  const rows = story.people.map(({ key, name, role, billingRateCents, costRateCents }) => ({
    ...{ id: demoId(`${story.key} member ${key}`), user_id: users.get(key), role, display_name: name },
    ...{ billing_rate_cents: billingRateCents, cost_rate_cents: costRateCents },
  }))
  await scope.sql(
    'demo.members',
    `INSERT INTO members AS known (company_id, id, user_id, role, display_name, billing_rate_cents, cost_rate_cents, created_at, updated_at)
     SELECT $1, m.id, m.user_id, m.role, m.display_name, m.billing_rate_cents, m.cost_rate_cents, $2, $2
     FROM jsonb_to_recordset($3::jsonb) AS m (id uuid, user_id uuid, role text, display_name text, billing_rate_cents bigint, cost_rate_cents bigint)
     ON CONFLICT (company_id, user_id) DO UPDATE
       SET billing_rate_cents = coalesce(known.billing_rate_cents, excluded.billing_rate_cents),
           cost_rate_cents = coalesce(known.cost_rate_cents, excluded.cost_rate_cents)`,
    [scope.companyId, scope.now, JSON.stringify(rows)],
  )
  const there = await scope.sql<Omit<Member, 'plan'>>(
    'demo.whoWorksHere',
    `SELECT 'member' AS kind, user_id AS "userId", id AS "memberId", display_name AS name, role,
            can_approve_time AS "canApproveTime", can_view_company_financials AS "canViewCompanyFinancials"
     FROM members WHERE company_id = $1`,
    [scope.companyId],
  )
  const byUser = new Map(there.map((member): [string, Member] => [member.userId, { ...member, plan: everythingOn }]))
  return new Map(
    story.people.map(({ key }) => [key, present(byUser.get(users.get(key) ?? ''), 'the person works there')]),
  )
}

/** When those who are not the owner joined: the company itself is as old as its history. */
async function begunAt(scope: Scope, { key, owner, people }: Story): Promise<Instant> {
  const joined = people.filter((person) => person.key !== owner).map((person) => demoId(`${key} member ${person.key}`))
  const [begun] = await scope.sql<{ at: Instant | null }>(
    'demo.begun',
    'SELECT min(created_at) AS at FROM members WHERE company_id = $1 AND id = ANY ($2)',
    [scope.companyId, joined],
  )
  return begun?.at ?? scope.now
}

async function categories(scope: Scope): Promise<Map<string, string>> {
  const rows = await scope.sql<{ key: string; id: string }>(
    'demo.categories',
    'SELECT default_key AS key, id FROM expense_categories WHERE company_id = $1 AND default_key IS NOT NULL',
    [scope.companyId],
  )
  return new Map(rows.map(({ key, id }) => [key, id]))
}

async function systemAccounts(scope: Scope): Promise<SystemAccounts> {
  const rows = await scope.sql<{ key: string; id: string }>(
    'demo.accounts',
    "SELECT system_key AS key, id FROM accounts WHERE company_id = $1 AND system_key IN ('cash', 'owners_equity')",
    [scope.companyId],
  )
  const byKey = new Map(rows.map(({ key, id }) => [key, id]))
  return { cash: byKey.get('cash') ?? '', equity: byKey.get('owners_equity') ?? '' }
}
