import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { emailAddress, shortText } from '#kernel/text.ts'
import { done, password, proof } from './contract-proof.ts'
import { accountEvents, type AccountEvent as EventName } from './domain/account-event.ts'

export * from './contract-passkeys.ts'

export const Account = z.object({
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  passwordChangedAt: InstantSchema.nullable(),
  /** Grave acts need no password at the moment. */
  proven: z.boolean(),
  /** There is an app or a passkey: whoever changes that shows it first, the password does not do. */
  hasFactor: z.boolean(),
  /** A change of address that waits for its links. */
  emailChange: z
    .object({
      newEmail: z.string(),
      oldConfirmed: z.boolean(),
      newConfirmed: z.boolean(),
      expiresAt: InstantSchema,
    })
    .nullable(),
})
export type Account = z.output<typeof Account>

export const readAccount = endpoint({
  method: 'GET',
  path: '/account',
  area: 'me',
  summary: 'My account',
  input: z.object({}),
  answer: Account,
})

export const changeName = endpoint({
  method: 'PATCH',
  path: '/account',
  area: 'me',
  summary: 'Change my name',
  input: z.object({ name: shortText(120, 'Enter your name.') }),
  answer: Account,
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/account/password',
  area: 'me',
  summary: 'Change my password; every other session ends',
  input: z.object({
    currentPassword: password('Enter the password that you have now.'),
    newPassword: password('Enter a new password.'),
  }),
  answer: done,
})

export const Session = z.object({
  id: Id,
  /** `Firefox on Windows` */
  device: z.string(),
  ipAddress: z.string().nullable(),
  signedInAt: InstantSchema,
  lastUsedAt: InstantSchema,
  /** The session that asks. */
  current: z.boolean(),
})
export type Session = z.output<typeof Session>

export const listSessions = endpoint({
  method: 'GET',
  path: '/account/sessions',
  area: 'me',
  summary: 'Where I am signed in, the session that asks first, then the latest used',
  input: z.object({}),
  answer: z.object({ items: z.array(Session) }),
})

export const endSession = endpoint({
  method: 'POST',
  path: '/account/sessions/:sessionId/end',
  area: 'me',
  summary: 'Sign out one session',
  input: z.object({ sessionId: Id }),
  answer: done,
})

export const endOtherSessions = endpoint({
  method: 'POST',
  path: '/account/sessions/end-others',
  area: 'me',
  summary: 'Sign out everywhere else',
  input: z.object({}),
  answer: z.object({ ended: z.int() }),
})

export const AccountEvent = z.object({
  id: Id,
  event: z.enum(Object.keys(accountEvents) as [EventName, ...EventName[]]),
  detail: z.string().nullable(),
  happenedAt: InstantSchema,
  ipAddress: z.string().nullable(),
  device: z.string().nullable(),
})
export type AccountEvent = z.output<typeof AccountEvent>

export const listAccountEvents = endpoint({
  method: 'GET',
  path: '/account/events',
  area: 'me',
  summary: 'The latest that happened to my account',
  input: z.object({}),
  answer: z.object({ items: z.array(AccountEvent) }),
})

export const askEmailChange = endpoint({
  method: 'POST',
  path: '/account/email-change',
  area: 'me',
  summary: 'Ask for another e-mail address; both addresses get a link to confirm it',
  input: z.object({ newEmail: emailAddress.overwrite((text) => text.toLowerCase()), ...proof }),
  answer: Account,
})

export const stopMyEmailChange = endpoint({
  method: 'POST',
  path: '/account/email-change/stop',
  area: 'me',
  summary: 'Stop the change of my e-mail address',
  input: z.object({}),
  answer: Account,
})

const link = { token: z.string().regex(/^[\w-]{20,100}$/, 'This link is not complete.') }

export const EmailChange = z.object({
  /** Whose link it is: of the address that is left, or of the one that comes. */
  side: z.enum(['old', 'new']),
  newEmail: z.string(),
  state: z.enum(['waiting', 'confirmed', 'done', 'stopped', 'expired']),
})
export type EmailChange = z.output<typeof EmailChange>

export const readEmailChange = endpoint({
  method: 'GET',
  path: '/email-change',
  area: 'public',
  summary: 'What the link in a mail about a new address would do',
  input: z.object(link),
  answer: EmailChange,
})

export const confirmEmailChange = endpoint({
  method: 'POST',
  path: '/email-change/confirm',
  area: 'public',
  summary: 'Confirm the change at the address that the link was sent to; it happens once both have',
  input: z.object(link),
  answer: EmailChange,
})

export const stopEmailChange = endpoint({
  method: 'POST',
  path: '/email-change/stop',
  area: 'public',
  summary: 'Stop the change, by the link at the old address',
  input: z.object(link),
  answer: EmailChange,
})
