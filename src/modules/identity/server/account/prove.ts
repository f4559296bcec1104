import { type Instant, systemClock } from '#kernel/calendar.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import type { House } from '#platform/runner.ts'
import { type Origin, openPersonScope } from '#platform/scope.ts'
import { verifyPassword } from '../password-hash.ts'
import { hasAnyFactor } from '../second-factor/store.ts'
import { countSignIn, forgiveSignIn } from '../throttle.ts'
import { isProven } from './session.ts'

type Who = { userId: string; origin: Origin }

/**
 * Before something grave: the password of the account, or a factor that this session confirmed a moment ago. Refuses
 * with `identity_unproven` when neither is there. Wrong passwords count like those of the sign-in page.
 */
export async function proveIdentity(house: House, who: Who, password: string | undefined): Promise<void> {
  if (password !== undefined) return checkPassword(house, who, password, 'password')
  if (!(await confirmedJustNow(house, who))) throw new Refusal('identity_unproven')
}

/**
 * Before anything that adds, replaces or removes a second factor. Whoever has one shows it: the password alone must not
 * lead to another, or the factor would be worth no more than the password. Refuses with `factor_unproven`.
 */
export async function proveFactor(house: House, who: Who, password: string | undefined): Promise<void> {
  const options = { ...house, origin: who.origin, mode: 'read' } as const
  if (!(await openPersonScope(options, who.userId, hasAnyFactor))) return proveIdentity(house, who, password)
  if (!(await confirmedJustNow(house, who))) throw new Refusal('factor_unproven')
}

async function confirmedJustNow(house: House, { userId, origin }: Who): Promise<boolean> {
  const { rows } = await house.pool.query<{ factorAt: Instant | null }>(
    'SELECT factor_confirmed_at AS "factorAt" FROM sessions WHERE id = $1 AND user_id = $2',
    [origin.sessionId ?? null, userId],
  )
  return isProven(rows[0]?.factorAt ?? null, origin.now ?? systemClock())
}

/** The password that the account has now; `field` is where a wrong one is shown. */
export async function checkPassword(house: House, { userId, origin }: Who, password: string, field: string) {
  const { rows } = await house.pool.query<{ email: string; hash: string | null }>(
    `SELECT u.email, k.password AS hash FROM users u
     LEFT JOIN credentials k ON k.user_id = u.id AND k.provider_id = 'credential' WHERE u.id = $1`,
    [userId],
  )
  const { email = '', hash = null } = rows[0] ?? {}
  await countSignIn(house, origin, email)
  if (hash === null || !(await verifyPassword({ hash, password })))
    throw refuseField(field, 'That is not your password.')
  await forgiveSignIn(house, origin, email)
}
