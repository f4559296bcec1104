import { randomBytes } from 'node:crypto'
import { addSeconds } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { refuseField } from '#kernel/refusal.ts'
import { hashToken } from '#platform/http/mount.ts'
import { personCommand } from '#platform/operation.ts'
import type { PersonScope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { loadPerson } from '../person.ts'
import { askingThrottles, countAttempt } from '../throttle.ts'
import { mailAddressHasAccount, mailNewAddress, mailOldAddress } from './account-mails.ts'
import { type ChangeRow, findOpenForUpdate, insertChange, saveChange } from './email-changes.ts'
import { noteEvent } from './note-event.ts'
import { proveIdentity } from './prove.ts'
import { loadAccount } from './read-account.ts'
import { sessionOf } from './session.ts'

const linkSeconds = 24 * 60 * 60
const newToken = () => randomBytes(32).toString('base64url')

/**
 * Both addresses get a link. When the new one already has an account nobody can tell: everything happens likewise, only
 * the mail to that address is another, and its link was given to nobody.
 */
export const askEmailChange = personCommand({
  name: 'identity.askEmailChange',
  input: contract.askEmailChange.input,
  async before(house, who, { newEmail, password }) {
    await countAttempt(house, who.origin, askingThrottles(who.origin.ipAddress ?? '', newEmail))
    await proveIdentity(house, who, password)
  },
  async run(scope, { newEmail }) {
    const session = await sessionOf(scope)
    const person = await loadPerson(scope)
    if (newEmail === person.email) throw refuseField('newEmail', 'This is your address already.')
    await stopOpen(scope)
    const tokens = { old: newToken(), new: newToken() }
    const expiresAt = addSeconds(scope.now, linkSeconds)
    const begun = { oldConfirmedAt: null, newConfirmedAt: null, outcome: null, expiresAt }
    const change: ChangeRow = {
      ...begun,
      ...{ id: newId(), userId: scope.userId, oldEmail: person.email, newEmail, sessionId: session.id },
    }
    await insertChange(scope, change, { old: hashToken(tokens.old), new: hashToken(tokens.new) })
    await noteEvent(scope, 'email_change_asked', newEmail)
    await mailOldAddress(scope, person, newEmail, tokens.old)
    const taken = await findOwner(scope, newEmail)
    if (taken) await mailAddressHasAccount(scope, taken)
    else await mailNewAddress(scope, { name: person.name, email: newEmail }, tokens.new)
    return loadAccount(scope)
  },
})

export const stopMyEmailChange = personCommand({
  name: 'identity.stopMyEmailChange',
  input: contract.stopMyEmailChange.input,
  async run(scope) {
    await sessionOf(scope)
    if (await stopOpen(scope)) await noteEvent(scope, 'email_change_stopped')
    return loadAccount(scope)
  },
})

/** One change at a time: a new one takes the place of the one before. */
async function stopOpen(scope: PersonScope): Promise<boolean> {
  const open = await findOpenForUpdate(scope)
  if (open) await saveChange(scope, { ...open, outcome: 'stopped' })
  return open !== undefined
}

async function findOwner(scope: PersonScope, email: string): Promise<{ name: string; email: string } | undefined> {
  const [owner] = await scope.sql<{ name: string; email: string }>(
    'identity.ownerOfAddress',
    'SELECT name, email FROM users WHERE email = $1',
    [email],
  )
  return owner
}
