import { addSeconds, type Instant } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { PersonScope } from '#platform/scope.ts'

/** How long a confirmed factor also stands for the password. */
const provenSeconds = 10 * 60

type OwnSession = {
  id: string
  /** The browser keeps it when it closes. */
  keep: boolean
  /** A factor was confirmed a moment ago. */
  proven: boolean
}

/** The session that asks: accounts are looked at and changed by people in a browser, not by keys or jobs. */
export async function sessionOf(scope: PersonScope): Promise<OwnSession> {
  const [found] = await scope.sql<{ id: string; keep: boolean; factorAt: Instant | null }>(
    'identity.ownSession',
    `SELECT id, factor_confirmed_at AS "factorAt", expires_at > updated_at + interval '25 hours' AS keep
     FROM sessions WHERE id = $1 AND user_id = $2`,
    [scope.origin.sessionId ?? null, scope.userId],
  )
  if (!found) throw new Refusal('not_signed_in')
  return { id: found.id, keep: found.keep, proven: isProven(found.factorAt, scope.now) }
}

export function isProven(factorAt: Instant | null, now: Instant): boolean {
  return factorAt !== null && addSeconds(factorAt, provenSeconds) > now
}
