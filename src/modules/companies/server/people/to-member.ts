import { isAllowed } from '#kernel/permissions.ts'
import type { Scope } from '#platform/scope.ts'
import type { Member } from '../../contract.ts'
import { asksForFactor, type TwoFactorPolicy } from '../../domain/two-factor.ts'
import type { MemberRow } from '../member-store.ts'

export type SeenMember = Pick<
  MemberRow,
  | 'id'
  | 'userId'
  | 'displayName'
  | 'role'
  | 'canApproveTime'
  | 'canViewCompanyFinancials'
  | 'billingRateCents'
  | 'costRateCents'
  | 'requireTwoFactor'
  | 'deactivatedAt'
  | 'revision'
>

/** Members as the API tells them to whoever asks: addresses and rates only to those whom they concern. */
export async function toMembers(scope: Scope, rows: readonly SeenMember[]): Promise<Member[]> {
  const { actor } = scope
  const managing = actor.kind === 'member' && isAllowed(actor, 'members:manage')
  const counting = actor.kind === 'member' && isAllowed(actor, 'financials:read')
  const ids = managing ? rows.map(({ userId }) => userId) : []
  const people = ids.length > 0 ? await peopleOf(scope, ids) : new Map<string, PersonRow>()
  return rows.map(({ userId, displayName, deactivatedAt, requireTwoFactor, ...row }) => ({
    ...row,
    name: displayName,
    active: deactivatedAt === null,
    email: people.get(userId)?.email ?? null,
    billingRateCents: managing || counting ? row.billingRateCents : null,
    costRateCents: counting ? row.costRateCents : null,
    secondFactor: deactivatedAt === null ? factorOf({ role: row.role, requireTwoFactor }, people.get(userId)) : null,
  }))
}

function factorOf(
  { role, requireTwoFactor }: Pick<MemberRow, 'role' | 'requireTwoFactor'>,
  person: PersonRow | undefined,
): Member['secondFactor'] {
  if (!person) return null
  const asked = asksForFactor({ policy: person.policy, role, requireTwoFactor })
  return { has: person.hasFactor, asked, required: requireTwoFactor }
}

export async function toMember(scope: Scope, row: SeenMember): Promise<Member> {
  const [member] = await toMembers(scope, [row])
  return member as Member
}

/** What the audit log keeps of a member: no address, that stands with the person. */
export const auditedMember = ({ displayName, deactivatedAt, ...row }: MemberRow) => ({
  name: displayName,
  role: row.role,
  canApproveTime: row.canApproveTime,
  canViewCompanyFinancials: row.canViewCompanyFinancials,
  billingRateCents: row.billingRateCents,
  costRateCents: row.costRateCents,
  requireTwoFactor: row.requireTwoFactor,
  active: deactivatedAt === null,
})

type PersonRow = { id: string; email: string; hasFactor: boolean; policy: TwoFactorPolicy }

/** What stands with the people, who are global: their address, and whether they have a second factor. */
async function peopleOf(scope: Scope, userIds: readonly string[]): Promise<Map<string, PersonRow>> {
  const rows = await scope.sql<PersonRow>(
    'companies.memberPeople',
    `SELECT u.id, u.email, c.two_factor_policy AS policy,
            EXISTS (SELECT FROM totp_factors t WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL)
              OR EXISTS (SELECT FROM passkeys p WHERE p.user_id = u.id) AS "hasFactor"
     FROM users u, companies c WHERE c.id = $1 AND u.id = ANY ($2::uuid[])`,
    [scope.companyId, userIds],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
