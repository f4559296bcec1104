import { addMonths, type Instant, instantIn, type PlainDate, todayIn } from '#kernel/calendar.ts'
import { registerPerson } from '#modules/identity/server/index.ts'
import type { House } from '#platform/runner.ts'
import { type Member, openScope, openVisitorScope, type Scope } from '#platform/scope.ts'
import type { Story } from '../domain/index.ts'
import { demoId } from './demo-id.ts'
import type { SystemAccounts } from './plan.ts'

/** The company of a story as it stands in the database. */
export type DemoCompany = {
  id: string
  /** The day on which the demo was begun: every date of the plan is told from it. */
  today: PlainDate
  members: Map<string, Member>
  accounts: SystemAccounts
}

export type Opening = {
  house: House
  /** What every new company gets (app/modules.ts). */
  provision: (scope: Scope) => Promise<void>
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
  const options = { ...house, origin: { ...origin, now }, mode: 'write' } as const
  return openScope(options, companyIdOf(story), system, async (scope) => {
    await insertCompany(scope, story, todayIn(story.company.timeZone, now), opening.months)
    const members = await insertMembers(scope, story, users)
    await opening.provision(scope)
    const [begun] = await scope.sql<{ begunAt: Instant }>(
      'demo.begun',
      'SELECT created_at AS "begunAt" FROM members WHERE company_id = $1 AND id = $2',
      [scope.companyId, demoId(`${story.key} member ${story.owner}`)],
    )
    const today = todayIn(story.company.timeZone, begun?.begunAt ?? now)
    return { id: scope.companyId, today, members, accounts: await systemAccounts(scope) }
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

/** The company is as old as its history; its members' rows tell when the demo was begun. */
async function insertCompany(scope: Scope, { company }: Story, today: PlainDate, months: number): Promise<void> {
  await scope.sql(
    'demo.company',
    `INSERT INTO companies (id, name, email, phone, website, address_line1, city, region, postal_code, country, time_zone,
       sales_tax_percent, accent_color, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'US', $10, $11, $12, $13, $13) ON CONFLICT DO NOTHING`,
    [
      ...[scope.companyId, company.name, company.email, company.phone, company.website, company.street, company.city],
      ...[company.region, company.postalCode, company.timeZone, company.salesTaxPercent, company.accentColor],
      instantIn(company.timeZone, addMonths(today, -months), '08:00'),
    ],
  )
}

async function insertMembers(scope: Scope, story: Story, users: Map<string, string>): Promise<Map<string, Member>> {
  const members = story.people.map((person) => ({
    person,
    member: {
      ...{ kind: 'member' as const, name: person.name, role: person.role },
      ...{ canApproveTime: false, canViewCompanyFinancials: false },
      userId: users.get(person.key) ?? '',
      memberId: demoId(`${story.key} member ${person.key}`),
    },
  }))
  const rows = members.map(({ person, member }) => ({
    ...{ id: member.memberId, user_id: member.userId, role: member.role, display_name: member.name },
    ...{ billing_rate_cents: person.billingRateCents, cost_rate_cents: person.costRateCents },
  }))
  await scope.sql(
    'demo.members',
    `INSERT INTO members (company_id, id, user_id, role, display_name, billing_rate_cents, cost_rate_cents, created_at, updated_at)
     SELECT $1, m.id, m.user_id, m.role, m.display_name, m.billing_rate_cents, m.cost_rate_cents, $2, $2
     FROM jsonb_to_recordset($3::jsonb) AS m (id uuid, user_id uuid, role text, display_name text, billing_rate_cents bigint, cost_rate_cents bigint)
     ON CONFLICT DO NOTHING`,
    [scope.companyId, scope.now, JSON.stringify(rows)],
  )
  return new Map(members.map(({ person, member }) => [person.key, member]))
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
