import type { PersonScope, VisitorScope } from '#platform/scope.ts'
import { queueMail, type Recipient } from '../mails.ts'

const notYou = 'If it was not you, reset your password at once and write to us.'

type Happened = { kind: string; subject: string; preheader: string; said: string }

const about = {
  on: () => ({
    kind: 'identity.factorOn',
    subject: 'A second factor protects your account',
    preheader: 'Signing in now takes a code of your app besides the password.',
    said: 'A second factor was set up for your account. Signing in now takes a code of your authenticator app besides the password. Keep the recovery codes where you find them without your phone.',
  }),
  off: () => ({
    kind: 'identity.factorOff',
    subject: 'The second factor of your account is off',
    preheader: 'The password alone signs in again.',
    said: 'The second factor of your account was switched off. The password alone signs in again.',
  }),
  newCodes: () => ({
    kind: 'identity.recoveryCodes',
    subject: 'New recovery codes for your account',
    preheader: 'The old ones no longer work.',
    said: 'New recovery codes were made for your account. The old ones no longer work.',
  }),
  codeUsed: (left: number) => ({
    kind: 'identity.recoveryCodeUsed',
    subject: 'A recovery code was used',
    preheader: `${left} left.`,
    said: `One of your recovery codes was used in place of the authenticator app; ${left} left. If your phone is gone, set up another one and switch the old one off.`,
  }),
} as const satisfies Record<string, (left: number) => Happened>

/** Tells the owner of an account what happened to its second factor, in the same transaction. */
export function mailFactorNews(
  scope: PersonScope | VisitorScope,
  to: Recipient,
  what: keyof typeof about,
  left = 0,
): Promise<void> {
  const { said, ...mail } = about[what](left)
  return queueMail(scope, to, {
    ...mail,
    paragraphs: [`Hello ${to.name},`, `${said} ${notYou}`],
    button: { text: 'Your account', url: `${scope.outside.settings.baseUrl}/account` },
  })
}
