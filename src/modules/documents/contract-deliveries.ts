import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'

/** For so many days an e-mail that did not arrive is worth an alert. */
export const ALERT_DAYS = 14
/** After so long in the queue an e-mail counts as late, also when nobody tried to send it. */
export const LATE_AFTER_SECONDS = 30

/** An e-mail that did not arrive, or not yet, and since when nobody tried again by hand. */
export const FailedDelivery = z.object({
  id: Id,
  subjectType: z.enum(['invoice', 'estimate', 'proposal', 'receipt', 'credit_note']),
  /** The document, the credit note, or the payment of the receipt. */
  subjectId: Id,
  number: z.string().nullable(),
  toEmail: z.string(),
  /** `delayed` goes on being tried. */
  state: z.enum(['delayed', 'failed']),
  error: z.string().nullable(),
  since: InstantSchema,
})
export type FailedDelivery = z.output<typeof FailedDelivery>

export const listFailedDeliveries = endpoint({
  method: 'GET',
  path: '/failed-deliveries',
  area: 'company',
  summary: 'Papers whose newest e-mail of the last two weeks failed or is late, newest first, at most 20',
  input: z.object({}),
  answer: z.object({ items: z.array(FailedDelivery) }),
})
