import { generateAuthenticationOptions } from '@simplewebauthn/server'
import { Refusal } from '#kernel/refusal.ts'
import type { Outside } from '#platform/outside.ts'
import type { PersonScope, VisitorScope } from '#platform/scope.ts'
import type { UsedPasskey } from '../../contract.ts'
import { challengeSeconds, issueChallenge, type Purpose } from './challenges.ts'
import { findByCredentialForUpdate, type PasskeyRow, savePasskey } from './store.ts'
import { relyingParty, verifyUsed } from './verify.ts'

/**
 * What the browser is asked with. Signing in names no passkeys: the device offers those that it has, so nothing here
 * tells whether anybody has an account.
 */
export async function askForPasskey(
  scope: PersonScope | VisitorScope,
  purpose: Purpose,
  boundTo: string,
  allowed: readonly PasskeyRow[] = [],
): Promise<Record<string, unknown>> {
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(scope.outside as Outside).id,
    challenge: Buffer.from(await issueChallenge(scope, purpose, boundTo), 'base64url'),
    timeout: challengeSeconds * 1000,
    userVerification: 'required',
    allowCredentials: allowed.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  })
  return options as unknown as Record<string, unknown>
}

/** A passkey of this person answered rightly: its counter and the day of its last use go on. */
export async function acceptPasskey(scope: PersonScope, used: UsedPasskey): Promise<PasskeyRow> {
  const passkey = await findByCredentialForUpdate(scope, used.id)
  if (!passkey) throw new Refusal('passkey_refused')
  const { newCounter, credentialBackedUp } = await verifyUsed(scope.outside, used, passkey)
  const accepted = { ...passkey, counter: newCounter, synced: credentialBackedUp, lastUsedAt: scope.now }
  await savePasskey(scope, accepted)
  return accepted
}
