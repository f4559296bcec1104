import { formatInstant } from '#kernel/calendar.ts'
import type { PersonScope } from '#platform/scope.ts'
import { deviceOf } from '../../domain/device.ts'
import { link, queueMail, type Recipient } from '../mails.ts'

const wasItYou =
  'If it was you, there is nothing to do. If not, choose a new password at once: that signs everybody out who is not you.'

/** To the address that is left: says where the account would go, and confirms or stops it. */
export function mailOldAddress(scope: PersonScope, to: Recipient, newEmail: string, token: string): Promise<void> {
  const url = link(scope.outside.settings, '/account/email-change', token)
  return queueMail(scope, to, {
    kind: 'identity.email_change_old',
    subject: 'Confirm the change of your e-mail address',
    preheader: `Your account is to move to ${newEmail}.`,
    paragraphs: [
      `Hello ${to.name},`,
      `Your account is to move to ${newEmail}. That happens once both addresses have confirmed it; the links work for one day.`,
      `If it was not you, stop it here and change your password: ${url}&stop=1`,
    ],
    facts: circumstances(scope),
    button: { text: 'Confirm the change', url },
  })
}

export function mailNewAddress(scope: PersonScope, to: Recipient, token: string): Promise<void> {
  return queueMail(scope, to, {
    kind: 'identity.email_change_new',
    subject: 'Confirm your new e-mail address',
    preheader: 'One click at each address, and your account moves here.',
    paragraphs: [
      `Hello ${to.name},`,
      'Your account is to move to this address. Confirm that it is yours; your old address got a link too, and both are needed. The link works for one day. If it was not you, leave this mail alone.',
    ],
    button: { text: 'Confirm this address', url: link(scope.outside.settings, '/account/email-change', token) },
  })
}

/** To the owner of an address to which somebody tried to move another account; who tried learns nothing. */
export function mailAddressHasAccount(scope: PersonScope, to: Recipient): Promise<void> {
  return queueMail(scope, to, {
    kind: 'identity.email_change_taken',
    subject: 'This address already has an account',
    preheader: 'Another account cannot move to it.',
    paragraphs: [
      `Hello ${to.name},`,
      'Somebody, probably you, tried to move another account to this address, which has one already. Nothing was changed. If it was not you, leave this mail alone.',
    ],
    button: { text: 'Sign in', url: `${scope.outside.settings.baseUrl}/sign-in` },
  })
}

/** To the old address, after the change. */
export function mailAddressChanged(scope: PersonScope, to: Recipient, newEmail: string): Promise<void> {
  return queueMail(scope, to, {
    kind: 'identity.email_changed',
    subject: 'Your e-mail address was changed',
    preheader: `Your account is now at ${newEmail}.`,
    paragraphs: [
      `Hello ${to.name},`,
      `Your account is now at ${newEmail}, confirmed at both addresses. You sign in with the new one; other devices were signed out.`,
    ],
    facts: circumstances(scope),
    button: { text: 'Sign in', url: `${scope.outside.settings.baseUrl}/sign-in` },
  })
}

export function mailPasswordChanged(scope: PersonScope, to: Recipient): Promise<void> {
  return notice(
    scope,
    to,
    'password_changed',
    'Your password was changed',
    'Other devices were signed out, and passkeys sign in again once you have confirmed them in your account.',
  )
}

export function mailPasskeyAdded(scope: PersonScope, to: Recipient, name: string): Promise<void> {
  return notice(scope, to, 'passkey_added', 'A passkey was added', `“${name}” can now sign in to your account.`)
}

export function mailPasskeyRemoved(scope: PersonScope, to: Recipient, name: string): Promise<void> {
  return notice(scope, to, 'passkey_removed', 'A passkey was removed', `“${name}” no longer signs in to your account.`)
}

/** Tells the owner what was done to the account, from where, and what to do when it was somebody else. */
function notice(scope: PersonScope, to: Recipient, kind: string, subject: string, what: string): Promise<void> {
  return queueMail(scope, to, {
    kind: `identity.${kind}`,
    subject,
    preheader: what,
    paragraphs: [`Hello ${to.name},`, what, wasItYou],
    facts: circumstances(scope),
    button: { text: 'Choose a new password', url: `${scope.outside.settings.baseUrl}/forgot` },
  })
}

function circumstances({ now, origin }: PersonScope): (readonly [string, string])[] {
  return [
    ['When', `${formatInstant(now, 'UTC')} UTC`],
    ['Device', deviceOf(origin.userAgent)],
    ['Address', origin.ipAddress ?? 'unknown'],
  ]
}
