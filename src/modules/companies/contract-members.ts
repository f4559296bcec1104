import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf } from '#kernel/paging.ts'
import { roles } from '#kernel/permissions.ts'

export const Member = z.object({
  id: Id,
  name: z.string(),
  role: z.enum(roles),
  canApproveTime: z.boolean(),
  canViewCompanyFinancials: z.boolean(),
  active: z.boolean(),
  /** Only for those who manage members; null for others. */
  email: z.string().nullable(),
})
export type Member = z.output<typeof Member>

export const listMembers = endpoint({
  method: 'GET',
  path: '/members',
  area: 'company',
  summary: 'Who works here, by name',
  input: z.object({ ...listInput, include: z.enum(['active', 'all']).default('active') }),
  answer: pageOf(Member),
})
