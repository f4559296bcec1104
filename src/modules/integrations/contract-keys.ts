import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { keyScopes } from '#kernel/permissions.ts'
import { shortText } from '#kernel/text.ts'

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  /** The beginning of the secret, by which one finds where it is used. */
  prefix: z.string(),
  scopes: z.array(z.enum(keyScopes)),
  makerName: z.string(),
  /** `idle`: whoever made it no longer works here. */
  state: z.enum(['active', 'expired', 'revoked', 'idle']),
  createdAt: InstantSchema,
  /** Within a minute. */
  lastUsedAt: InstantSchema.nullable(),
  expiresAt: InstantSchema.nullable(),
  revokedAt: InstantSchema.nullable(),
})
export type ApiKey = z.output<typeof ApiKey>

export const listApiKeys = endpoint({
  method: 'GET',
  path: '/api-keys',
  area: 'company',
  summary: 'Keys with which programs work here',
  input: z.object({ ...listInput, sort: sortBy('-createdAt', 'createdAt') }),
  answer: pageOf(ApiKey),
})

export const createApiKey = endpoint({
  method: 'POST',
  path: '/api-keys',
  area: 'company',
  summary: 'Make a key; its secret is in the answer and nowhere else',
  creates: true,
  input: z.object({
    id: Id.optional(),
    name: shortText(80, 'Say what it is for.'),
    scopes: z.array(z.enum(keyScopes)).min(1, 'Choose what it may do.').max(keyScopes.length),
    /** The last day on which it works, on the wall of the company. */
    expiresOn: PlainDateSchema.nullable().default(null),
  }),
  answer: z.object({ key: ApiKey, secret: z.string() }),
})

export const revokeApiKey = endpoint({
  method: 'POST',
  path: '/api-keys/:apiKeyId/revoke',
  area: 'company',
  summary: 'Revoke a key; it works no more, at once and for good',
  input: z.object({ apiKeyId: Id }),
  answer: ApiKey,
})
