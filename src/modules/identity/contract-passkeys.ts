import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { shortText } from '#kernel/text.ts'
import { done, proof } from './contract-proof.ts'

const encoded = (max: number) =>
  z
    .string()
    .regex(/^[\w-]+={0,2}$/, 'This is not what a passkey answers.')
    .max(max)

const credential = {
  id: encoded(1500),
  rawId: encoded(1500),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
}

/** What the browser answers when a passkey was made (WebAuthn Level 3, RegistrationResponseJSON). */
export const MadePasskey = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: encoded(5000),
    attestationObject: encoded(50_000),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
})

/** What the browser answers when a passkey was used (AuthenticationResponseJSON). */
export const UsedPasskey = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: encoded(5000),
    authenticatorData: encoded(5000),
    signature: encoded(5000),
    userHandle: encoded(200).optional(),
  }),
})
export type UsedPasskey = z.output<typeof UsedPasskey>

/** What the browser is asked with; goes to `navigator.credentials` as it is. */
const options = z.object({ options: z.record(z.string(), z.unknown()) })

export const Passkey = z.object({
  id: Id,
  name: z.string(),
  /** Copied by a password manager to other devices of the same person. */
  synced: z.boolean(),
  createdAt: InstantSchema,
  lastUsedAt: InstantSchema.nullable(),
  /** The password was chosen after its last use: it signs in again once it has confirmed a session of that password. */
  paused: z.boolean(),
})
export type Passkey = z.output<typeof Passkey>
const passkeys = z.object({ items: z.array(Passkey) })
const name = shortText(60, 'Name it, so that you know it again.')

export const listPasskeys = endpoint({
  method: 'GET',
  path: '/account/passkeys',
  area: 'me',
  summary: 'My passkeys',
  input: z.object({}),
  answer: passkeys,
})

export const askNewPasskey = endpoint({
  method: 'POST',
  path: '/account/passkeys/options',
  area: 'me',
  summary: 'Begin to add a passkey: what the browser is to be asked with',
  input: z.object(proof),
  answer: options,
})

export const addPasskey = endpoint({
  method: 'POST',
  path: '/account/passkeys',
  area: 'me',
  summary: 'Add the passkey that the browser has made',
  input: z.object({ name, credential: MadePasskey }),
  answer: passkeys,
})

export const renamePasskey = endpoint({
  method: 'PATCH',
  path: '/account/passkeys/:passkeyId',
  area: 'me',
  summary: 'Name a passkey',
  input: z.object({ passkeyId: Id, name }),
  answer: passkeys,
})

export const removePasskey = endpoint({
  method: 'POST',
  path: '/account/passkeys/:passkeyId/remove',
  area: 'me',
  summary: 'Remove a passkey; it no longer signs in',
  input: z.object({ passkeyId: Id, ...proof }),
  answer: passkeys,
})

export const askConfirmation = endpoint({
  method: 'POST',
  path: '/account/confirm/options',
  area: 'me',
  summary: 'Begin to confirm with a passkey who I am: what the browser is to be asked with',
  input: z.object({}),
  answer: options,
})

export const confirmByPasskey = endpoint({
  method: 'POST',
  path: '/account/confirm',
  area: 'me',
  summary: 'Confirm with a passkey who I am: counts as a second factor, and as the password for ten minutes',
  input: z.object({ credential: UsedPasskey }),
  answer: done,
})
