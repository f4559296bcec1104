import { generateRegistrationOptions } from '@simplewebauthn/server'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { personCommand } from '#platform/operation.ts'
import { openPersonScope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { mailPasskeyAdded } from '../account/account-mails.ts'
import { noteEvent } from '../account/note-event.ts'
import { proveFactor } from '../account/prove.ts'
import { sessionOf } from '../account/session.ts'
import { loadPerson } from '../person.ts'
import { forgetBegun } from '../second-factor/store.ts'
import { challengeSeconds, forgetAdding, issueChallenge, takeChallenge } from './challenges.ts'
import { insertPasskey, listRows, toldPasskeys } from './store.ts'
import { algorithms, relyingParty, verifyMade } from './verify.ts'

/** Nobody has more devices than this; a list that grows without end would be a list that nobody reads. */
const passkeysMax = 20

export const askNewPasskey = personCommand({
  name: 'identity.askNewPasskey',
  input: contract.askNewPasskey.input,
  before: (house, who, { password }) => proveFactor(house, who, password),
  async run(scope) {
    const session = await sessionOf(scope)
    const person = await loadPerson(scope)
    const there = await listRows(scope)
    if (there.length >= passkeysMax) throw new Refusal('passkeys_full')
    const party = relyingParty(scope.outside)
    const options = await generateRegistrationOptions({
      rpID: party.id,
      rpName: party.name,
      userID: Buffer.from(scope.userId.replaceAll('-', ''), 'hex'),
      userName: person.email,
      userDisplayName: person.name,
      challenge: Buffer.from(await issueChallenge(scope, 'add', session.id), 'base64url'),
      timeout: challengeSeconds * 1000,
      attestationType: 'none',
      excludeCredentials: there.map(({ credentialId }) => ({ id: credentialId })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: algorithms,
    })
    return { options: options as unknown as Record<string, unknown> }
  },
})

/** The challenge was given to somebody who had proved who they are, and counts for this session only. */
export const addPasskey = personCommand({
  name: 'identity.addPasskey',
  input: contract.addPasskey.input,
  before: (house, { userId, origin }, { credential }) =>
    openPersonScope({ ...house, origin, mode: 'write' }, userId, async (scope) =>
      takeChallenge(scope, 'add', (await sessionOf(scope)).id, credential.response),
    ),
  async run(scope, { name, credential: made }) {
    const person = await loadPerson(scope)
    const { credential, credentialBackedUp } = await verifyMade(scope.outside, made)
    await insertPasskey(scope, {
      ...{ id: newId(), userId: scope.userId, name, credentialId: credential.id, counter: credential.counter },
      ...{ publicKey: Buffer.from(credential.publicKey), transports: made.response.transports ?? [] },
      ...{ synced: credentialBackedUp, createdAt: scope.now, lastUsedAt: null },
    })
    await forgetBegun(scope)
    await forgetAdding(scope)
    await noteEvent(scope, 'passkey_added', name)
    await mailPasskeyAdded(scope, person, name)
    return toldPasskeys(scope)
  },
})
