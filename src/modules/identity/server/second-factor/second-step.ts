import { randomBytes } from 'node:crypto'
import { addSeconds } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { hashToken } from '#platform/http/mount.ts'
import type { VisitorScope } from '#platform/scope.ts'
import type { Settings } from '#platform/settings.ts'
import { cookieLine, cookiePrefix } from '../session-cookie.ts'

/** How long the password is good for while the code is looked for. */
export const secondStepSeconds = 10 * 60

/** Carries who gave the right password and owes the code. It opens nothing but the route that takes the code. */
export const stepCookieName = (settings: Settings) => `${cookiePrefix(settings)}.second_step`
export const stepCookieEnded = (settings: Settings) => cookieLine(settings, stepCookieName(settings), '', 0)

/** Writes down that the password was right; answers the token for the browser's cookie. */
export async function beginSecondStep(
  scope: VisitorScope,
  { userId, keep }: { userId: string; keep: boolean },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await scope.sql(
    'secondStep.begin',
    'INSERT INTO second_steps (token_hash, user_id, keep_signed_in, expires_at, created_at) VALUES ($1, $2, $3, $4, $5)',
    [hashToken(token), userId, keep, addSeconds(scope.now, secondStepSeconds), scope.now],
  )
  return token
}

export type SecondStep = { userId: string; email: string; keep: boolean }

/** Who owes the code; refuses with `second_step_over` when nobody does, or not any more. */
export async function loadSecondStep(scope: VisitorScope, token: string | undefined): Promise<SecondStep> {
  const [found] = await scope.sql<SecondStep>(
    'secondStep.load',
    `SELECT s.user_id AS "userId", u.email, s.keep_signed_in AS keep FROM second_steps s JOIN users u ON u.id = s.user_id
     WHERE s.token_hash = $1 AND s.expires_at > $2`,
    [hashToken(token ?? ''), scope.now],
  )
  if (!found) throw new Refusal('second_step_over')
  return found
}

/** The code came: all steps of this person end, those in other browsers too. Refuses when another request was faster. */
export async function endSecondStep(scope: VisitorScope, token: string | undefined, userId: string): Promise<void> {
  const ended = await scope.sql<{ hash: string }>(
    'secondStep.end',
    'DELETE FROM second_steps WHERE user_id = $1 RETURNING token_hash AS hash',
    [userId],
  )
  if (!ended.some(({ hash }) => hash === hashToken(token ?? ''))) throw new Refusal('second_step_over')
}
