import { mailLayout } from '#platform/mail/layout.ts'
import { queueEmail } from '#platform/mail/queue.ts'
import type { House } from '#platform/runner.ts'
import { openVisitorScope, type PersonScope, type VisitorScope } from '#platform/scope.ts'
import type { Settings } from '#platform/settings.ts'

export type Recipient = { name: string; email: string }

type Mail = {
  kind: string
  subject: string
  preheader: string
  paragraphs: string[]
  facts?: (readonly [string, string])[]
  button: { text: string; url: string }
}

const ignore = 'If it was not you, nothing happens: leave this mail alone.'

/** Asks the owner of the mailbox to say that it is theirs. */
export function mailVerification(house: House, to: Recipient, token: string): Promise<void> {
  return send(house, to, {
    kind: 'identity.verification',
    subject: 'Confirm your e-mail address',
    preheader: 'One click, and your account is ready.',
    paragraphs: [
      `Hello ${to.name},`,
      `Confirm that this address is yours. The link works for one day; in another browser than the one you signed up in it asks for your password. ${ignore}`,
    ],
    button: { text: 'Confirm address', url: link(house.outside.settings, '/verify', token) },
  })
}

export function mailReset(house: House, to: Recipient, token: string): Promise<void> {
  return send(house, to, {
    kind: 'identity.reset',
    subject: 'Choose a new password',
    preheader: 'The link works once, for an hour.',
    paragraphs: [
      `Hello ${to.name},`,
      `Somebody, probably you, asked for a new password. The link works once, for an hour, and signs you out everywhere; passkeys then wait until you confirm them. ${ignore}`,
    ],
    button: { text: 'Choose a new password', url: link(house.outside.settings, '/reset', token) },
  })
}

/** To the owner of an address with which somebody tried to sign up again; the one who tried learns nothing. */
export function mailExistingAccount(house: House, to: Recipient): Promise<void> {
  return send(house, to, {
    kind: 'identity.existing',
    subject: 'You already have an account',
    preheader: 'Sign in with the account that you have.',
    paragraphs: [
      `Hello ${to.name},`,
      `Somebody, probably you, tried to create an account with this address, which has one. Sign in with it; the password can be reset there. ${ignore}`,
    ],
    button: { text: 'Sign in', url: `${house.outside.settings.baseUrl}/sign-in?email=${encodeURIComponent(to.email)}` },
  })
}

/** The page asks the server when a person opens it: what only looks at links (mail scanners) uses nothing up. */
export function link({ baseUrl }: Pick<Settings, 'baseUrl'>, path: string, token: string): string {
  return `${baseUrl}${path}?token=${encodeURIComponent(token)}`
}

async function send(house: House, to: Recipient, mail: Mail): Promise<void> {
  const options = { ...house, origin: { requestId: mail.kind }, mode: 'write' } as const
  await openVisitorScope(options, undefined, (scope) => queueMail(scope, to, mail))
}

/** Queues a mail about an account in the transaction of the act that it tells of. */
export async function queueMail(scope: PersonScope | VisitorScope, to: Recipient, mail: Mail): Promise<void> {
  const { kind, subject, ...told } = mail
  const body = mailLayout({
    ...told,
    title: subject,
    companyName: 'EZ360PM',
    footer: `Sent by EZ360PM at ${scope.outside.settings.baseUrl} because this address was entered there.`,
  })
  await queueEmail(scope, { kind, to: to.email, subject, ...body })
}
