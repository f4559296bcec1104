import type { FastifyRequest } from 'fastify'
import { addSeconds, type Instant, systemClock } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { hashToken, type Person } from '#platform/http/mount.ts'
import type { House } from '#platform/runner.ts'
import { tokenOf } from './open-session.ts'
import {
  oldestStart,
  rollSeconds,
  sessionCookieName,
  sessionSeconds,
  shortCookieName,
  shortSessionSeconds,
} from './session-cookie.ts'

/** How often at most it is written down that a session is in use. */
const usedSeconds = 60

declare module 'fastify' {
  interface FastifyRequest {
    /** The signed token of a session whose end has just moved; the answer renews its cookie. */
    renewedSession: string | undefined
  }
}

type Found = Person & {
  verified: boolean
  updatedAt: Instant
  lastUsedAt: Instant
  /** The person has a second factor. */
  enrolled: boolean
}

/**
 * Who asks, by the session's cookie: one look-up. Refuses with `not_signed_in` or `email_not_verified`. With `prolongs`
 * false the session stays as it is.
 */
export async function identify(
  house: House,
  request: FastifyRequest,
  { now = systemClock(), prolongs = true }: { now?: Instant; prolongs?: boolean } = {},
): Promise<Person> {
  const { settings } = house.outside
  const signed = request.cookies[sessionCookieName(settings)]
  const token = tokenOf(house, request)
  if (token === undefined) throw new Refusal('not_signed_in')
  const { rows } = await house.pool.query<Found>({
    name: 'identity.session',
    text: `SELECT s.id AS "sessionId", s.user_id AS "userId", u.email_verified AS verified, s.updated_at AS "updatedAt",
                  s.last_used_at AS "lastUsedAt",
                  s.factor_confirmed_at AS "factorAt",
                  EXISTS (SELECT FROM totp_factors t WHERE t.user_id = s.user_id AND t.confirmed_at IS NOT NULL) AS enrolled
           FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token = $1 AND s.expires_at > $2 AND s.created_at > $3`,
    values: [hashToken(token), now, oldestStart(settings, now)],
  })
  const found = rows[0]
  // Whoever has a second factor has no session without it, however it came about.
  if (!found || (found.enrolled && found.factorAt === null)) throw new Refusal('not_signed_in')
  if (settings.requireEmailVerification && !found.verified) throw new Refusal('email_not_verified')
  const { userId, sessionId, factorAt } = found
  if (!prolongs) return { userId, sessionId, factorAt }
  if (addSeconds(found.updatedAt, rollSeconds) <= now) {
    const short = request.cookies[shortCookieName(settings)] !== undefined
    await roll(house, found.sessionId, now, short)
    if (!short) request.renewedSession = signed
  }
  if (addSeconds(found.lastUsedAt, usedSeconds) <= now) noteUse(house, found.sessionId, request.ip, now)
  return { userId, sessionId, factorAt }
}

/** Best effort and beside the request: the list of sessions says when and where each was used last. */
function noteUse(house: House, sessionId: string, ipAddress: string, now: Instant): void {
  const used = {
    name: 'identity.noteUse',
    text: 'UPDATE sessions SET last_used_at = $2, ip_address = $3 WHERE id = $1 AND last_used_at < $4',
    values: [sessionId, now, ipAddress, addSeconds(now, -usedSeconds / 2)],
  }
  house.pool.query(used).catch((error: unknown) => house.outside.log.debug({ err: error }, 'a use was not noted'))
}

async function roll(house: House, sessionId: string, now: Instant, short: boolean): Promise<void> {
  await house.pool.query({
    name: 'identity.roll',
    text: 'UPDATE sessions SET updated_at = $2, expires_at = $3 WHERE id = $1 AND updated_at < $2',
    values: [sessionId, now, addSeconds(now, short ? shortSessionSeconds : sessionSeconds)],
  })
}
