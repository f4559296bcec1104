import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { FailedDelivery } from '../documents/contract.ts'

export { ALERT_DAYS, LATE_AFTER_SECONDS } from '../documents/contract.ts'

/** A reminder or a statement that did not arrive, or not yet; as `FailedDelivery`. */
export const FailedFollowUp = FailedDelivery.extend({
  subjectType: z.enum(['reminder', 'statement']),
  /** The invoice of the reminder, the client of the statement. */
  subjectId: Id,
})
export type FailedFollowUp = z.output<typeof FailedFollowUp>

export const listFailedFollowUps = endpoint({
  method: 'GET',
  path: '/failed-follow-ups',
  area: 'company',
  summary: 'Reminders and statements of the last two weeks that failed or are late, newest first, at most 20',
  input: z.object({}),
  answer: z.object({ items: z.array(FailedFollowUp) }),
})
