import { isAllowed } from '#kernel/permissions.ts'
import type { Scope } from '#platform/scope.ts'
import type { Member } from '../../contract.ts'
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
  | 'deactivatedAt'
  | 'revision'
>

/** Members as the API tells them to whoever asks: addresses and rates only to those whom they concern. */
export async function toMembers(scope: Scope, rows: readonly SeenMember[]): Promise<Member[]> {
  const { actor } = scope
  const managing = actor.kind === 'member' && isAllowed(actor, 'members:manage')
  const counting = actor.kind === 'member' && isAllowed(actor, 'financials:read')
  const ids = managing ? rows.map(({ userId }) => userId) : []
  const emails = ids.length > 0 ? await emailsOf(scope, ids) : new Map<string, string>()
  return rows.map(({ userId, displayName, deactivatedAt, ...row }) => ({
    ...row,
    name: displayName,
    active: deactivatedAt === null,
    email: emails.get(userId) ?? null,
    billingRateCents: managing || counting ? row.billingRateCents : null,
    costRateCents: counting ? row.costRateCents : null,
  }))
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
  active: deactivatedAt === null,
})

/** The addresses stand with the people, who are global; only these columns are read. */
async function emailsOf(scope: Scope, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await scope.sql<{ id: string; email: string }>(
    'companies.memberEmails',
    'SELECT id, email FROM users WHERE id = ANY ($1::uuid[])',
    [userIds],
  )
  return new Map(rows.map(({ id, email }) => [id, email]))
}
