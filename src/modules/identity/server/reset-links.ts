import { randomBytes } from 'node:crypto'
import { hashToken } from '#platform/http/mount.ts'
import type { House } from '#platform/runner.ts'

/**
 * How the database knows what better-auth calls `reset-password:<token>`. It looks for the words themselves as well, so
 * they must never be what is kept: whoever reads the table has nothing to come with.
 */
export function resetKey(identifier: string): string {
  return `sha256:${hashToken(identifier)}`
}

/** A token of 256 bits in the place of the shorter one that better-auth made; the link carries this one only. */
export async function strongerResetToken(house: House, made: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await house.pool.query('UPDATE verifications SET identifier = $2 WHERE identifier = $1', [
    resetKey(`reset-password:${made}`),
    resetKey(`reset-password:${token}`),
  ])
  return token
}
