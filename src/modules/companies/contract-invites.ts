import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf } from '#kernel/paging.ts'
import { roles } from '#kernel/permissions.ts'
import { emailAddress, optionalLongText, shortText } from '#kernel/text.ts'
import { rights } from './contract-members.ts'

export const Invite = z.object({
  id: Id,
  email: z.string(),
  role: z.enum(roles),
  canApproveTime: z.boolean(),
  canViewCompanyFinancials: z.boolean(),
  /** Open ones can be sent again or taken back; expired ones too. */
  state: z.enum(['open', 'expired']),
  inviterName: z.string(),
  sentAt: InstantSchema,
  expiresAt: InstantSchema,
})
export type Invite = z.output<typeof Invite>

export const listInvites = endpoint({
  method: 'GET',
  path: '/invites',
  area: 'company',
  summary: 'Invites that nobody has accepted yet, newest first',
  input: z.object({ limit: listInput.limit, cursor: listInput.cursor }),
  answer: pageOf(Invite),
})

export const createInvite = endpoint({
  method: 'POST',
  path: '/invites',
  area: 'company',
  summary: 'Invite somebody by e-mail; the link works once, for seven days, for exactly that address',
  input: z.object({
    id: Id.optional(),
    email: emailAddress.overwrite((text) => text.toLowerCase()),
    role: rights.role,
    canApproveTime: rights.canApproveTime.default(false),
    canViewCompanyFinancials: rights.canViewCompanyFinancials.default(false),
    billingRateCents: rights.billingRateCents.default(null),
    costRateCents: rights.costRateCents.default(null),
    message: optionalLongText(1000).default(null),
  }),
  answer: Invite,
  creates: true,
})

export const resendInvite = endpoint({
  method: 'POST',
  path: '/invites/:inviteId/resend',
  area: 'company',
  summary: 'Send an invite again with a new link; the old one opens nothing any more',
  input: z.object({ inviteId: Id }),
  answer: Invite,
})

export const revokeInvite = endpoint({
  method: 'POST',
  path: '/invites/:inviteId/revoke',
  area: 'company',
  summary: 'Take an invite back',
  input: z.object({ inviteId: Id }),
  answer: z.null(),
})

const token = z.string().regex(/^[\w-]{20,100}$/, 'This link is not complete.')

/** What the holder of the link may know. */
export const OpenInvite = z.object({
  companyName: z.string(),
  inviterName: z.string(),
  email: z.string(),
  role: z.enum(roles),
  message: z.string().nullable(),
  expiresAt: InstantSchema,
})
export type OpenInvite = z.output<typeof OpenInvite>

export const readInvite = endpoint({
  method: 'GET',
  path: '/invites/:token',
  area: 'public',
  summary: 'What an invite offers, for whoever holds its link',
  input: z.object({ token }),
  answer: OpenInvite,
})

const Joined = z.object({ companyId: Id, memberId: Id })

export const joinByInvite = endpoint({
  method: 'POST',
  path: '/invites/:token/join',
  area: 'public',
  summary: 'Make an account for the invited address and become a member',
  input: z.object({
    token,
    name: shortText(120, 'Enter your name.'),
    password: z.string('Enter a password.').min(1, 'Enter a password.').max(256, 'Use at most 256 characters.'),
  }),
  answer: Joined,
})

export const acceptInvite = endpoint({
  method: 'POST',
  path: '/invites/accept',
  area: 'me',
  summary: 'Become a member of the company that invited this address',
  input: z.object({ token }),
  answer: Joined,
})
