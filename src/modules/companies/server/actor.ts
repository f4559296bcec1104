import { Refusal } from '#kernel/refusal.ts'
import { planColumns, planJoin, takePlan } from '#modules/subscriptions/server/index.ts'
import type { Person } from '#platform/http/mount.ts'
import type { ActorSource, Member, Opening } from '#platform/scope.ts'
import { asksForFactor, isFresh, type TwoFactorPolicy } from '../domain/two-factor.ts'

type Found = Omit<Member, 'kind' | 'plan'> & { policy: TwoFactorPolicy; requireTwoFactor: boolean }

/**
 * The person's place in the company, read inside the opening transaction. Not a member, deactivated, company deleted, or
 * closed and not the owner's:
 * `not_found`, as if there were no such company. `second_factor_needed` when the company asks this member for a factor
 * and the session's was never confirmed, or too long ago. A key confirms nothing; its maker has to have a factor:
 * `api_key_needs_factor`.
 */
export function loadActor({ userId, factorAt, apiKey }: Pick<Person, 'userId' | 'factorAt' | 'apiKey'>): ActorSource {
  const load = async ({ sql, companyId, now, outside }: Opening): Promise<Member> => {
    const [found] = await sql<Found>(
      'companies.actor',
      `SELECT m.user_id AS "userId", m.id AS "memberId", m.display_name AS name, m.role,
              m.can_approve_time AS "canApproveTime", m.can_view_company_financials AS "canViewCompanyFinancials",
              c.listened_to AS "listenedTo", m.require_two_factor AS "requireTwoFactor", c.two_factor_policy AS policy,
              c.closed_at IS NOT NULL AS closed, ${planColumns}
       FROM members m JOIN companies c ON c.id = m.company_id ${planJoin}
       WHERE m.company_id = $1 AND m.user_id = $2 AND m.deactivated_at IS NULL AND c.deleted_at IS NULL
         AND (c.closed_at IS NULL OR m.role = 'owner')`,
      [companyId, userId],
    )
    if (!found) throw new Refusal('not_found')
    const { plan, rest } = takePlan(found, outside.settings, now)
    const { policy, requireTwoFactor, ...member } = rest
    // Its owner still reads it in a browser; programs have nothing to do there any more.
    if (apiKey && member.closed) throw new Refusal('not_found')
    const asked = asksForFactor({ policy, role: member.role, requireTwoFactor })
    if (asked && apiKey && !(await hasFactor(sql, userId))) throw new Refusal('api_key_needs_factor')
    if (asked && !apiKey && !isFresh(factorAt, outside.settings.twoFactorSeconds, now))
      throw new Refusal('second_factor_needed')
    return { kind: 'member', ...member, plan }
  }
  return Object.assign(load, { who: userId })
}

async function hasFactor(sql: Opening['sql'], userId: string): Promise<boolean> {
  const [found] = await sql<{ has: boolean }>(
    'companies.hasFactor',
    `SELECT EXISTS (SELECT FROM totp_factors t WHERE t.user_id = $1 AND t.confirmed_at IS NOT NULL)
            OR EXISTS (SELECT FROM passkeys p WHERE p.user_id = $1) AS has`,
    [userId],
  )
  return found?.has === true
}
