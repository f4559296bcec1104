import { personCommand, WithCookies } from '#platform/operation.ts'
import { openPersonScope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { noteEvent } from '../account/note-event.ts'
import { sessionOf } from '../account/session.ts'
import { confirmFactor } from '../open-session.ts'
import { cookieLines } from '../session-cookie.ts'
import { takeChallenge } from './challenges.ts'
import { listRows } from './store.ts'
import { acceptPasskey, askForPasskey } from './use-passkey.ts'

export const askConfirmation = personCommand({
  name: 'identity.askConfirmation',
  input: contract.askConfirmation.input,
  async run(scope) {
    const session = await sessionOf(scope)
    return { options: await askForPasskey(scope, 'confirm', session.id, await listRows(scope)) }
  },
})

/** The step-up by passkey: the session has confirmed a second factor, and goes on under another token. */
export const confirmByPasskey = personCommand({
  name: 'identity.confirmByPasskey',
  input: contract.confirmByPasskey.input,
  before: (house, { userId, origin }, { credential }) =>
    openPersonScope({ ...house, origin, mode: 'write' }, userId, async (scope) =>
      takeChallenge(scope, 'confirm', (await sessionOf(scope)).id, credential.response),
    ),
  async run(scope, { credential }) {
    const session = await sessionOf(scope)
    const { name } = await acceptPasskey(scope, credential)
    await noteEvent(scope, 'identity_confirmed', name)
    const renewed = await confirmFactor(scope, { userId: scope.userId, sessionId: session.id, keep: session.keep })
    return new WithCookies({ done: true as const }, cookieLines(scope.outside.settings, renewed))
  },
})
