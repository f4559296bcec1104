import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf } from '#kernel/paging.ts'
import { roles } from '#kernel/permissions.ts'
import { shortText } from '#kernel/text.ts'

/** An hour in cents; null: none of one's own. */
export const Rate = z
  .number('Enter an amount.')
  .int('Enter an amount in whole cents.')
  .min(0, 'A rate is zero or more.')
  .max(100_000_000, 'That is more than an hour can cost.')
  .nullable()

export const Member = z.object({
  id: Id,
  name: z.string(),
  role: z.enum(roles),
  canApproveTime: z.boolean(),
  canViewCompanyFinancials: z.boolean(),
  active: z.boolean(),
  /** Only for those who manage members; null for others. */
  email: z.string().nullable(),
  /** Only for those who manage members or see financial figures; null for others. */
  billingRateCents: z.number().int().nullable(),
  /** Only for those who see financial figures; null for others. */
  costRateCents: z.number().int().nullable(),
  /** Only for those who manage members, of those who work here; null otherwise. */
  secondFactor: z
    .object({
      /** An authenticator app or a passkey. */
      has: z.boolean(),
      /** Asked for one, by what the company asks of everybody like them or by what was set for them. */
      asked: z.boolean(),
      /** Set for this member alone, whatever the company asks of others. */
      required: z.boolean(),
    })
    .nullable(),
  revision: z.number().int(),
})
export type Member = z.output<typeof Member>

/** What an invite gives and a change may change. */
export const rights = {
  role: z.enum(roles, 'Choose a role.'),
  canApproveTime: z.boolean(),
  canViewCompanyFinancials: z.boolean(),
  billingRateCents: Rate,
  costRateCents: Rate,
}

export const listMembers = endpoint({
  method: 'GET',
  path: '/members',
  area: 'company',
  summary: 'Who works here, by name',
  input: z.object({ ...listInput, include: z.enum(['active', 'all']).default('active') }),
  answer: pageOf(Member),
})

export const updateMember = endpoint({
  method: 'PATCH',
  path: '/members/:memberId',
  area: 'company',
  summary: 'Change role, rights, rates or the name here; owners are changed by owners, and one always stays',
  input: z.object({
    memberId: Id,
    ...z.object({ name: shortText(120, 'Enter the name.'), ...rights }).partial().shape,
  }),
  answer: Member,
})

export const deactivateMember = endpoint({
  method: 'POST',
  path: '/members/:memberId/deactivate',
  area: 'company',
  summary: 'Close the company to a member at once; what they did stays',
  input: z.object({ memberId: Id }),
  answer: Member,
})

export const reactivateMember = endpoint({
  method: 'POST',
  path: '/members/:memberId/reactivate',
  area: 'company',
  summary: 'Bring back a member who left, as they were',
  input: z.object({ memberId: Id }),
  answer: Member,
})

export const setMemberTwoFactor = endpoint({
  method: 'PUT',
  path: '/members/:memberId/two-factor',
  area: 'company',
  summary: 'Ask one member for a second factor whatever the company asks of others, or no longer',
  input: z.object({ memberId: Id, required: z.boolean() }),
  answer: Member,
})

export const leaveCompany = endpoint({
  method: 'POST',
  path: '/members/leave',
  area: 'company',
  summary: 'Leave the company oneself',
  input: z.object({}),
  answer: z.null(),
})

export const transferOwnership = endpoint({
  method: 'POST',
  path: '/members/:memberId/transfer-ownership',
  area: 'company',
  summary: 'Make another member an owner, and perhaps step down to admin',
  input: z.object({ memberId: Id, stepDown: z.boolean().default(false) }),
  answer: Member,
})
