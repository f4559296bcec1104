import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { planNames } from '#kernel/plans.ts'
import { standingNames } from './domain/index.ts'

export const Subscription = z.object({
  /** Whether this installation bills companies; if not, everything is on and nothing below ends. */
  billing: z.boolean(),
  standing: z.enum(standingNames),
  plan: z.enum(planNames),
  readOnly: z.boolean(),
  /** When this standing ends by itself. */
  until: InstantSchema.nullable(),
  paidEvery: z.enum(['month', 'year']).nullable(),
  discountPercent: z.string().nullable(),
  seats: z.object({
    inUse: z.int(),
    /** Included and extra ones; null is no limit. */
    limit: z.int().nullable(),
    extra: z.int(),
  }),
})
export type Subscription = z.output<typeof Subscription>

export const readSubscription = endpoint({
  method: 'GET',
  path: '/subscription',
  area: 'company',
  summary: 'The plan of the company, how it stands, and its seats',
  input: z.object({}),
  answer: Subscription,
})
