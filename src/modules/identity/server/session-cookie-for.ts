import { randomBytes } from 'node:crypto'
import { addSeconds, systemClock } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { hashToken } from '#platform/http/mount.ts'
import type { House } from '#platform/runner.ts'
import { secretOf, sessionCookieName, sessionSeconds, signToken } from './session-cookie.ts'

/** Opens a session without a password and gives the `Cookie` header that carries it: for tests and benchmarks. */
export async function sessionCookieFor(house: House, userId: string): Promise<string> {
  const { settings } = house.outside
  const token = randomBytes(24).toString('base64url')
  const now = systemClock()
  await house.pool.query(
    'INSERT INTO sessions (id, user_id, token, expires_at, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)',
    [newId(), userId, hashToken(token), addSeconds(now, sessionSeconds), now],
  )
  return `${sessionCookieName(settings)}=${encodeURIComponent(signToken(token, secretOf(settings)))}`
}
