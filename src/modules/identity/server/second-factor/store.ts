import { randomBytes } from 'node:crypto'
import type { Instant } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { House } from '#platform/runner.ts'
import type { PersonScope, VisitorScope } from '#platform/scope.ts'
import { seal, unseal } from '#platform/seal.ts'
import { secretOf } from '../session-cookie.ts'
import { stepOf } from './totp.ts'

type AnyScope = PersonScope | VisitorScope
type Row = { sealed: string; confirmedAt: Instant | null }

/** Bound to the person: in another row it opens nothing. */
const sealing = (scope: AnyScope, userId: string) =>
  ({ secret: secretOf(scope.outside.settings), purpose: 'second factors', bound: userId }) as const

/** A new secret that waits for its first code; refuses with `factor_on` when the person has a confirmed one. */
export async function beginFactor(scope: AnyScope, userId: string): Promise<Buffer> {
  const secret = randomBytes(20)
  const begun = await scope.sql(
    'factor.begin',
    `INSERT INTO totp_factors AS f (user_id, sealed_secret, created_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
     WHERE f.confirmed_at IS NULL RETURNING user_id`,
    [userId, seal(sealing(scope, userId), secret), scope.now],
  )
  if (begun.length === 0) throw new Refusal('factor_on')
  return secret
}

async function findFactor(scope: AnyScope, userId: string): Promise<Row | undefined> {
  const [row] = await scope.sql<Row>(
    'factor.find',
    'SELECT sealed_secret AS sealed, confirmed_at AS "confirmedAt" FROM totp_factors WHERE user_id = $1 FOR UPDATE',
    [userId],
  )
  return row
}

/** The first code of the app: from now on the person has a second factor. Refuses with `code_wrong` or `factor_not_begun`. */
export async function confirmFirstCode(scope: AnyScope, userId: string, code: string): Promise<void> {
  const factor = await findFactor(scope, userId)
  if (!factor) throw new Refusal('factor_not_begun')
  if (factor.confirmedAt !== null) throw new Refusal('factor_on')
  if (!(await spendCode(scope, userId, factor, code))) throw new Refusal('code_wrong')
  await scope.sql('factor.confirm', 'UPDATE totp_factors SET confirmed_at = $2 WHERE user_id = $1', [userId, scope.now])
}

/** Whether this is a code of the person's app that was not used yet; uses it up. */
export async function spendAppCode(scope: AnyScope, userId: string, code: string): Promise<boolean> {
  const factor = await findFactor(scope, userId)
  return factor !== undefined && factor.confirmedAt !== null && spendCode(scope, userId, factor, code)
}

async function spendCode(scope: AnyScope, userId: string, { sealed }: Row, code: string): Promise<boolean> {
  const secret = unseal(sealing(scope, userId), sealed)
  if (!secret) scope.outside.log.warn({ userId }, 'a second factor was sealed with another EZ360_SECRET')
  const step = secret && stepOf(secret, code, scope.now)
  if (step === undefined) return false
  const used = await scope.sql(
    'factor.useCode',
    'INSERT INTO totp_uses (user_id, step, used_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING step',
    [userId, step, scope.now],
  )
  return used.length > 0
}

/** Takes the app away, its recovery codes too; no session counts as confirmed any more. Refuses with `factor_off`. */
export async function removeFactor(scope: AnyScope, userId: string): Promise<void> {
  const gone = await scope.sql(
    'factor.remove',
    'DELETE FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL RETURNING user_id',
    [userId],
  )
  if (gone.length === 0) throw new Refusal('factor_off')
  await scope.sql('factor.removeCodes', 'DELETE FROM recovery_codes WHERE user_id = $1', [userId])
  await scope.sql('factor.forget', 'UPDATE sessions SET factor_confirmed_at = NULL WHERE user_id = $1', [userId])
}

/** When the person's factor was confirmed; null when there is none. */
export async function factorSince(scope: AnyScope, userId: string): Promise<Instant | null> {
  const [row] = await scope.sql<{ since: Instant | null }>(
    'factor.since',
    'SELECT confirmed_at AS since FROM totp_factors WHERE user_id = $1',
    [userId],
  )
  return row?.since ?? null
}

/** Whether there is an app or a passkey; also one that is paused, for whoever reads the mailbox can pause it. */
export async function hasAnyFactor(scope: PersonScope): Promise<boolean> {
  const [found] = await scope.sql<{ has: boolean }>(
    'factor.any',
    `SELECT EXISTS (SELECT FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL)
         OR EXISTS (SELECT FROM passkeys WHERE user_id = $1) AS has`,
    [scope.userId],
  )
  return found?.has === true
}

/** An app that was begun when the password was enough must not be finished once there is a factor to show. */
export async function forgetBegun(scope: PersonScope): Promise<void> {
  const text = 'DELETE FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NULL'
  await scope.sql('factor.forgetBegun', text, [scope.userId])
}

/** Whether signing in takes a code besides the password. */
export async function hasFactor(house: Pick<House, 'pool'>, userId: string): Promise<boolean> {
  const text = 'SELECT 1 FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NOT NULL'
  return ((await house.pool.query(text, [userId])).rowCount ?? 0) > 0
}
