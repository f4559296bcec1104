import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { z } from 'zod'
import { Refusal } from '#kernel/refusal.ts'
import type { Outside } from '#platform/outside.ts'
import type { MadePasskey, UsedPasskey } from '../../contract.ts'
import { challengeIn } from './challenges.ts'
import type { PasskeyRow } from './store.ts'

/** EdDSA, ES256, RS256: what every authenticator of today has one of (RFC 9053 names). */
export const algorithms = [-8, -7, -257]

/** Whom passkeys are for: the host of our own address, and pages of ours only. */
export function relyingParty({ settings }: Outside) {
  const { hostname, origin } = new URL(settings.baseUrl)
  return { id: hostname, name: 'EZ360PM', origin }
}

/** A new passkey, held to the standard: ours, made for the challenge, on a device that looked at the person. */
export async function verifyMade(outside: Outside, made: z.output<typeof MadePasskey>) {
  const party = relyingParty(outside)
  const { verified, registrationInfo } = await holding(outside, () =>
    verifyRegistrationResponse({
      response: made as RegistrationResponseJSON,
      expectedChallenge: challengeIn(made.response),
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  )
  if (!verified) throw new Refusal('passkey_refused')
  return registrationInfo
}

/** The answer of a passkey that is known: its signature, the person looked at, and a counter that went on. */
export async function verifyUsed(outside: Outside, used: UsedPasskey, passkey: PasskeyRow) {
  const party = relyingParty(outside)
  const { verified, authenticationInfo } = await holding(outside, () =>
    verifyAuthenticationResponse({
      response: used as AuthenticationResponseJSON,
      expectedChallenge: challengeIn(used.response),
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
    }),
  )
  if (!verified) throw new Refusal('passkey_refused')
  return authenticationInfo
}

/** The library says with an error what was wrong: that is for our log, the person learns that it did not work. */
async function holding<A>({ log }: Outside, work: () => Promise<A>): Promise<A> {
  try {
    return await work()
  } catch (error) {
    log.warn({ err: error }, 'a passkey was refused')
    throw new Refusal('passkey_refused')
  }
}
