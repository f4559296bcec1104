import { Refusal } from '#kernel/refusal.ts'
import type { ActorSource, Member, Opening } from '#platform/scope.ts'

/**
 * The person's place in the company, read inside the opening transaction. Not a member, deactivated, company deleted:
 * `not_found`, as if there were no such company.
 */
export function loadActor(userId: string): ActorSource {
  const load = async ({ sql, companyId }: Opening): Promise<Member> => {
    const [member] = await sql<Omit<Member, 'kind'>>(
      'companies.actor',
      `SELECT m.user_id AS "userId", m.id AS "memberId", m.display_name AS name, m.role,
              m.can_approve_time AS "canApproveTime", m.can_view_company_financials AS "canViewCompanyFinancials"
       FROM members m JOIN companies c ON c.id = m.company_id
       WHERE m.company_id = $1 AND m.user_id = $2 AND m.deactivated_at IS NULL AND c.deleted_at IS NULL`,
      [companyId, userId],
    )
    if (!member) throw new Refusal('not_found')
    return { kind: 'member', ...member }
  }
  return Object.assign(load, { who: userId })
}
