import { Refusal, refuseField } from '#kernel/refusal.ts'
import { personCommand, WithCookies } from '#platform/operation.ts'
import type { PersonScope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { judgePassword } from '../judge-password.ts'
import { renewSession } from '../open-session.ts'
import { hashPassword } from '../password-hash.ts'
import { loadPerson } from '../person.ts'
import { cookieLines } from '../session-cookie.ts'
import { mailPasswordChanged } from './account-mails.ts'
import { endAllBut } from './end-session.ts'
import { noteEvent } from './note-event.ts'
import { checkPassword } from './prove.ts'
import { sessionOf } from './session.ts'

/** Another password: every other session ends, this one gets another token, links to reset the old one are dead. */
export const changePassword = personCommand({
  name: 'identity.changePassword',
  input: contract.changePassword.input,
  before: (house, who, { currentPassword }) => checkPassword(house, who, currentPassword, 'currentPassword'),
  async run(scope, { currentPassword, newPassword }) {
    const session = await sessionOf(scope)
    const person = await loadPerson(scope)
    await judgePassword('newPassword', newPassword, [person.name, person.email])
    if (newPassword === currentPassword) throw refuseField('newPassword', 'This is the password that you have now.')
    await savePassword(scope, await hashPassword(newPassword))
    await endAllBut(scope, session.id)
    await noteEvent(scope, 'password_changed')
    await mailPasswordChanged(scope, person)
    const renewed = await renewSession(scope, { sessionId: session.id, keep: session.keep })
    return new WithCookies({ done: true as const }, cookieLines(scope.outside.settings, renewed))
  },
})

async function savePassword(scope: PersonScope, hash: string): Promise<void> {
  const saved = await scope.sql(
    'identity.savePassword',
    "UPDATE credentials SET password = $2, updated_at = $3 WHERE user_id = $1 AND provider_id = 'credential' RETURNING id",
    [scope.userId, hash, scope.now],
  )
  if (saved.length === 0) throw new Refusal('not_found')
  await forgetResetLinks(scope)
}

/** Links that were mailed to choose another password no longer work. */
export async function forgetResetLinks(scope: PersonScope): Promise<void> {
  await scope.sql('identity.forgetResetLinks', 'DELETE FROM verifications WHERE value = $1', [scope.userId])
}
