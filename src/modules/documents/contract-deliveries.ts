import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'

/** For so many days a failed e-mail is worth an alert. */
export const ALERT_DAYS = 14

/** An e-mail that did not arrive, and since when nobody tried again. */
export const FailedDelivery = z.object({
  id: Id,
  documentId: Id,
  documentType: z.enum(['invoice', 'estimate', 'proposal']),
  number: z.string(),
  toEmail: z.string(),
  error: z.string().nullable(),
  failedAt: InstantSchema,
})
export type FailedDelivery = z.output<typeof FailedDelivery>

export const listFailedDeliveries = endpoint({
  method: 'GET',
  path: '/failed-deliveries',
  area: 'company',
  summary: 'Documents whose newest e-mail failed in the last two weeks, newest first, at most 20',
  input: z.object({}),
  answer: z.object({ items: z.array(FailedDelivery) }),
})
