import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { House } from '#platform/runner.ts'
import { enterPerson, type Origin, openVisitorScope } from '#platform/scope.ts'
import type { Settings } from '#platform/settings.ts'
import { hashPassword } from './password-hash.ts'
import { cookieLine, cookiePrefix, secretOf } from './session-cookie.ts'

/** As long as the link of the mail is good. */
const keptSeconds = 24 * 60 * 60

const cookieName = (settings: Settings) => `${cookiePrefix(settings)}.signed_up`

type Chosen = { userId: string; hash: string }

/** What only the browser in which this password was chosen can show; it names nobody and opens nothing by itself. */
function markOf(settings: Settings, { userId, hash }: Chosen): string {
  return createHmac('sha256', secretOf(settings)).update(`signed up\n${userId}\n${hash}`).digest('base64url')
}

/** Whether this browser chose the password that the account has now. */
export function choseHere(house: House, request: FastifyRequest, chosen: Chosen): boolean {
  const { settings } = house.outside
  const given = Buffer.from(request.cookies[cookieName(settings)] ?? '')
  const right = Buffer.from(markOf(settings, chosen))
  return given.length === right.length && timingSafeEqual(given, right)
}

/**
 * As long as nobody has confirmed the address, the newest sign-up counts: its password takes the place of the one before,
 * and all that was made with that one ends. Answers the cookie that knows this browser again; for a taken address it
 * looks the same. One hash more for everybody, so that the clock tells nothing.
 */
export async function keepNewestSignUp(
  house: House,
  origin: Origin,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<string> {
  const { settings } = house.outside
  const hash = await hashPassword(password)
  const userId = await replaceUnconfirmed(house, origin, { email, name, hash })
  const mark = userId === undefined ? randomBytes(32).toString('base64url') : markOf(settings, { userId, hash })
  return cookieLine(settings, cookieName(settings), mark, keptSeconds)
}

/** Whose password it is now; undefined when nothing was replaced. An account with a second factor has its owner. */
function replaceUnconfirmed(
  house: House,
  origin: Origin,
  { email, name, hash }: { email: string; name: string; hash: string },
): Promise<string | undefined> {
  return openVisitorScope({ ...house, origin, mode: 'write' }, undefined, async (visitor) => {
    const [user] = await visitor.sql<{ id: string }>(
      'signUp.lockUnconfirmed',
      'SELECT id FROM users WHERE email = $1 AND NOT email_verified FOR UPDATE',
      [email],
    )
    if (!user) return undefined
    const replaced = await visitor.sql(
      'signUp.replacePassword',
      `UPDATE credentials SET password = $2, updated_at = $3 WHERE user_id = $1 AND provider_id = 'credential'
         AND NOT EXISTS (SELECT FROM totp_factors t WHERE t.user_id = $1 AND t.confirmed_at IS NOT NULL) RETURNING id`,
      [user.id, hash, visitor.now],
    )
    if (replaced.length === 0) return undefined
    const scope = await enterPerson(visitor, user.id)
    await scope.sql('signUp.rename', 'UPDATE users SET name = $2, updated_at = $3 WHERE id = $1', [
      ...[user.id, name, scope.now],
    ])
    await scope.sql('signUp.endSessions', 'DELETE FROM sessions WHERE user_id = $1', [user.id])
    await scope.sql('signUp.endSteps', 'DELETE FROM second_steps WHERE user_id = $1', [user.id])
    await scope.sql('signUp.endResets', 'DELETE FROM verifications WHERE value = $1', [user.id])
    await scope.sql('signUp.endPasskeys', 'DELETE FROM passkeys WHERE user_id = $1', [user.id])
    return user.id
  })
}
