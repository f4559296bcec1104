import { createHash, randomBytes } from 'node:crypto'
import type { PersonScope, VisitorScope } from '#platform/scope.ts'
import { base32 } from './totp.ts'

export const recoveryCodesMade = 10

/** 80 bits each, in fours as people copy them: `ABCD-EFGH-IJKL-MNOP`. */
function newCode(): string {
  return (base32(randomBytes(10)).match(/.{4}/g) ?? []).join('-')
}

/** Random enough that a plain hash gives nothing away, and that they outlive a change of the installation's secret. */
function hashOf(code: string): string {
  return createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z2-7]/g, ''))
    .digest('hex')
}

/** New codes in place of all that there were; shown now and never again. */
export async function replaceRecoveryCodes(scope: PersonScope | VisitorScope, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodesMade }, newCode)
  await scope.sql('recovery.clear', 'DELETE FROM recovery_codes WHERE user_id = $1', [userId])
  await scope.sql(
    'recovery.insert',
    'INSERT INTO recovery_codes (user_id, code_hash, created_at) SELECT $1, hash, $3 FROM unnest($2::text[]) AS hash',
    [userId, codes.map(hashOf), scope.now],
  )
  return codes
}

/** Uses a code up: two that come with the same one meet on its row. How many are left, or undefined when it is wrong. */
export async function spendRecoveryCode(
  scope: PersonScope | VisitorScope,
  userId: string,
  code: string,
): Promise<number | undefined> {
  const used = await scope.sql(
    'recovery.use',
    'DELETE FROM recovery_codes WHERE user_id = $1 AND code_hash = $2 RETURNING code_hash',
    [userId, hashOf(code)],
  )
  return used.length === 0 ? undefined : countRecoveryCodes(scope, userId)
}

export async function countRecoveryCodes(scope: PersonScope | VisitorScope, userId: string): Promise<number> {
  const [row] = await scope.sql<{ left: number }>(
    'recovery.count',
    'SELECT count(*)::int AS left FROM recovery_codes WHERE user_id = $1',
    [userId],
  )
  return row?.left ?? 0
}
