import { Refusal } from '#kernel/refusal.ts'
import { visitorCommand, visitorQuery } from '#platform/operation.ts'
import { enterPerson, type PersonScope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { confirm, type Side, stateOf, stop } from '../../domain/email-change.ts'
import { mailAddressChanged } from './account-mails.ts'
import { forgetResetLinks } from './change-password.ts'
import { type ChangeRow, loadByLink, loadForUpdate, saveChange } from './email-changes.ts'
import { endAllBut } from './end-session.ts'
import { noteEvent } from './note-event.ts'

const told = (change: ChangeRow, side: Side, now: string) => ({
  side,
  newEmail: change.newEmail,
  state: stateOf(change, side, now),
})

export const readEmailChange = visitorQuery({
  name: 'identity.readEmailChange',
  input: contract.readEmailChange.input,
  async run(scope, { token }) {
    const { change, side } = await loadByLink(scope, token)
    return told(change, side, scope.now)
  },
})

/** By the link of one address; the second of the two makes the change. */
export const confirmEmailChange = visitorCommand({
  name: 'identity.confirmEmailChange',
  input: contract.confirmEmailChange.input,
  async run(scope, { token }) {
    const { change, side } = await loadByLink(scope, token)
    const person = await enterPerson(scope, change.userId)
    const confirmed = confirm(await loadForUpdate(person, change.id), side, scope.now)
    if (confirmed.outcome === 'done') await moveTo(person, confirmed)
    await saveChange(person, confirmed)
    return told(confirmed, side, scope.now)
  },
})

export const stopEmailChange = visitorCommand({
  name: 'identity.stopEmailChange',
  input: contract.stopEmailChange.input,
  async run(scope, { token }) {
    const { change, side } = await loadByLink(scope, token)
    if (side !== 'old') throw new Refusal('not_found')
    const person = await enterPerson(scope, change.userId)
    const stopped = stop(await loadForUpdate(person, change.id), side, scope.now)
    await saveChange(person, stopped)
    await noteEvent(person, 'email_change_stopped')
    return told(stopped, side, scope.now)
  },
})

/** The address changes, and what was made for the old one ends: other sessions, links to reset the password. */
async function moveTo(scope: PersonScope, change: ChangeRow): Promise<void> {
  await saveChange(scope, { ...change, outcome: null })
  const moved = await scope.sql<{ name: string }>(
    'identity.moveAddress',
    `UPDATE users SET email = $2, email_verified = true, updated_at = $3
     WHERE id = $1 AND email = $4 AND NOT EXISTS (SELECT FROM users WHERE email = $2) RETURNING name`,
    [scope.userId, change.newEmail, scope.now, change.oldEmail],
  )
  if (!moved[0]) throw new Refusal('email_change_over')
  await endAllBut(scope, change.sessionId)
  await forgetResetLinks(scope)
  await noteEvent(scope, 'email_changed', `${change.oldEmail} → ${change.newEmail}`)
  await mailAddressChanged(scope, { name: moved[0].name, email: change.oldEmail }, change.newEmail)
}
