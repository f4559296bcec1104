import type { Instant } from '#kernel/calendar.ts'
import { everythingOn } from '#kernel/plans.ts'
import { Refusal } from '#kernel/refusal.ts'
import { databaseError } from '#platform/database/constraints.ts'
import type { Person } from '#platform/http/mount.ts'
import type { ActorSource, Member, Opening } from '#platform/scope.ts'
import { asksForFactor, isFresh, type TwoFactorPolicy } from '../domain/two-factor.ts'

type Found = Omit<Member, 'kind' | 'plan'> & { here: number; policy: TwoFactorPolicy; requireTwoFactor: boolean }

/**
 * The person's place in the company, read inside the opening transaction. Not a member, deactivated, company deleted, or
 * closed and not the owner's:
 * `not_found`, as if there were no such company. `second_factor_needed` when the company asks this member for a factor
 * and the session's was never confirmed, or too long ago.
 */
export function loadActor(person: Pick<Person, 'userId' | 'factorAt'>): ActorSource {
  return async (opening) =>
    memberOf(opening, person, await find(opening, 'companies.actor', '$2::uuid', [person.userId]))
}

/** A session by the hash of its token, and how to ask whose it is. */
type Session = { tokenHash: string; identify(ask: Opening['sql'], now: Instant): Promise<Person> }

/** The same for whoever a session is of, which is looked up in the same round trip. */
export function loadActorOf({ tokenHash, identify }: Session): ActorSource {
  return async (opening) => {
    const { sql, now } = opening
    const person = '(SELECT s.user_id FROM sessions s WHERE s.token = $2 AND s.expires_at > $3)'
    const identified = identify(sql, now)
    const found = find(opening, 'companies.actorOf', person, [tokenHash, now])
    found.catch(() => {})
    return memberOf(opening, await identified, await found)
  }
}

/**
 * A stranger's statement fails in the database, by a division by nothing, so that none of what was sent behind it runs.
 */
async function find(
  { sql, companyId }: Opening,
  name: string,
  person: string,
  values: string[],
): Promise<Found | undefined> {
  try {
    const [found] = await sql<Found>(
      name,
      `SELECT 1 / (m.id IS NOT NULL)::integer AS here, m.user_id AS "userId", m.id AS "memberId", m.display_name AS name, m.role,
              m.can_approve_time AS "canApproveTime", m.can_view_company_financials AS "canViewCompanyFinancials",
              m.require_two_factor AS "requireTwoFactor", c.two_factor_policy AS policy,
              c.closed_at IS NOT NULL AS closed
       FROM (SELECT ${person} AS user_id) AS person LEFT JOIN (
         members m JOIN companies c ON c.id = m.company_id AND c.deleted_at IS NULL AND (c.closed_at IS NULL OR m.role = 'owner')
       ) ON m.company_id = $1 AND m.user_id = person.user_id AND m.deactivated_at IS NULL`,
      [companyId, ...values],
    )
    return found
  } catch (error) {
    if (databaseError(error)?.code === '22012') return undefined
    throw error
  }
}

function memberOf({ now, outside }: Opening, { factorAt }: Pick<Person, 'factorAt'>, found: Found | undefined): Member {
  if (!found) throw new Refusal('not_found')
  const { here: _here, policy, requireTwoFactor, ...member } = found
  const asked = asksForFactor({ policy, role: member.role, requireTwoFactor })
  if (asked && !isFresh(factorAt, outside.settings.twoFactorSeconds, now)) throw new Refusal('second_factor_needed')
  return { kind: 'member', ...member, plan: everythingOn }
}
