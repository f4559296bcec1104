import { mailLayout } from '#platform/mail/layout.ts'
import { queueEmail } from '#platform/mail/queue.ts'
import type { House } from '#platform/runner.ts'
import { openVisitorScope } from '#platform/scope.ts'

export type Recipient = { name: string; email: string }

type Mail = {
  kind: string
  subject: string
  preheader: string
  paragraphs: string[]
  button: { text: string; url: string }
}

const ignore = 'If it was not you, nothing happens: leave this mail alone.'

/** Asks the owner of the mailbox to say that it is theirs. */
export function mailVerification(house: House, to: Recipient, token: string): Promise<void> {
  return send(house, to, {
    kind: 'identity.verification',
    subject: 'Confirm your e-mail address',
    preheader: 'One click, and your account is ready.',
    paragraphs: [`Hello ${to.name},`, `Confirm that this address is yours. The link works for one day. ${ignore}`],
    button: { text: 'Confirm address', url: link(house, '/verify', token) },
  })
}

export function mailReset(house: House, to: Recipient, token: string): Promise<void> {
  return send(house, to, {
    kind: 'identity.reset',
    subject: 'Choose a new password',
    preheader: 'The link works once, for an hour.',
    paragraphs: [
      `Hello ${to.name},`,
      `Somebody, probably you, asked for a new password. The link works once, for an hour, and signs you out everywhere. ${ignore}`,
    ],
    button: { text: 'Choose a new password', url: link(house, '/reset', token) },
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
function link(house: House, path: string, token: string): string {
  return `${house.outside.settings.baseUrl}${path}?token=${encodeURIComponent(token)}`
}

async function send(house: House, to: Recipient, { kind, subject, ...mail }: Mail): Promise<void> {
  const body = mailLayout({
    ...mail,
    title: subject,
    companyName: 'EZ360PM',
    footer: `Sent by EZ360PM at ${house.outside.settings.baseUrl} because this address was entered there.`,
  })
  const options = { ...house, origin: { requestId: kind }, mode: 'write' } as const
  await openVisitorScope(options, undefined, async (scope) => {
    await queueEmail(scope, { kind, to: to.email, subject, ...body })
  })
}
