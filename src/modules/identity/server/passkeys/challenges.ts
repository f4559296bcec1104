import { randomBytes } from 'node:crypto'
import { addSeconds } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { hashToken } from '#platform/http/mount.ts'
import type { PersonScope, VisitorScope } from '#platform/scope.ts'

export type Purpose = 'add' | 'sign_in' | 'confirm'
type AnyScope = PersonScope | VisitorScope

/** A person looks for their key meanwhile; a sign-in page may stand open for a while. */
export const challengeSeconds = 10 * 60

/** A new challenge, bound to one session or browser: `boundTo` is what only that one can show again. */
export async function issueChallenge(scope: AnyScope, purpose: Purpose, boundTo: string): Promise<string> {
  const challenge = randomBytes(32).toString('base64url')
  await scope.sql(
    'passkeys.issue',
    'INSERT INTO passkey_challenges (challenge_hash, purpose, bound_to, expires_at) VALUES ($1, $2, $3, $4)',
    [hashToken(challenge), purpose, hashToken(boundTo), addSeconds(scope.now, challengeSeconds)],
  )
  return challenge
}

/**
 * Takes the challenge that an answer was made for out of the table: whatever comes of the answer, it is the last for it.
 * Refuses when it was never issued, not for this, not to this one, or too long ago.
 */
export async function takeChallenge(
  scope: AnyScope,
  purpose: Purpose,
  boundTo: string,
  response: { clientDataJSON: string },
): Promise<void> {
  const taken = await scope.sql(
    'passkeys.take',
    `DELETE FROM passkey_challenges WHERE challenge_hash = $1 AND purpose = $2 AND bound_to = $3 AND expires_at > $4
     RETURNING purpose`,
    [hashToken(challengeIn(response)), purpose, hashToken(boundTo), scope.now],
  )
  if (taken.length === 0) throw new Refusal('passkey_too_late')
}

/** Passkeys that any session of the person has begun to add: those that began when the password was enough, too. */
export async function forgetAdding(scope: PersonScope): Promise<void> {
  const sessions = await scope.sql<{ id: string }>('passkeys.sessions', 'SELECT id FROM sessions WHERE user_id = $1', [
    scope.userId,
  ])
  await scope.sql(
    'passkeys.forgetAdding',
    "DELETE FROM passkey_challenges WHERE purpose = 'add' AND bound_to = ANY ($1)",
    [sessions.map(({ id }) => hashToken(id))],
  )
}

/** The challenge that the answer says it is for; whether it is ours, `takeChallenge` knows. */
export function challengeIn({ clientDataJSON }: { clientDataJSON: string }): string {
  try {
    const read = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as { challenge?: unknown }
    return typeof read?.challenge === 'string' ? read.challenge : ''
  } catch {
    return ''
  }
}
