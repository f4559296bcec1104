import { personCommand, personQuery } from '#platform/operation.ts'
import * as contract from '../../contract.ts'
import { mailPasskeyRemoved } from '../account/account-mails.ts'
import { noteEvent } from '../account/note-event.ts'
import { proveFactor } from '../account/prove.ts'
import { sessionOf } from '../account/session.ts'
import { loadPerson } from '../person.ts'
import { loadForUpdate, savePasskey, toldPasskeys } from './store.ts'

export const listPasskeys = personQuery({
  name: 'identity.listPasskeys',
  input: contract.listPasskeys.input,
  async run(scope) {
    await sessionOf(scope)
    return toldPasskeys(scope)
  },
})

export const renamePasskey = personCommand({
  name: 'identity.renamePasskey',
  input: contract.renamePasskey.input,
  async run(scope, { passkeyId, name }) {
    await sessionOf(scope)
    const passkey = await loadForUpdate(scope, passkeyId)
    await savePasskey(scope, { ...passkey, name })
    if (name !== passkey.name) await noteEvent(scope, 'passkey_renamed', name)
    return toldPasskeys(scope)
  },
})

export const removePasskey = personCommand({
  name: 'identity.removePasskey',
  input: contract.removePasskey.input,
  before: (house, who, { password }) => proveFactor(house, who, password),
  async run(scope, { passkeyId }) {
    await sessionOf(scope)
    const passkey = await loadForUpdate(scope, passkeyId)
    await scope.sql('passkeys.remove', 'DELETE FROM passkeys WHERE id = $1 AND user_id = $2', [passkeyId, scope.userId])
    await noteEvent(scope, 'passkey_removed', passkey.name)
    await mailPasskeyRemoved(scope, await loadPerson(scope), passkey.name)
    return toldPasskeys(scope)
  },
})
