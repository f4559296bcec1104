import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'

export const actorKinds = ['member', 'system', 'bearer'] as const

export const AuditEvent = z.object({
  id: Id,
  occurredAt: InstantSchema,
  actorKind: z.enum(actorKinds),
  actorName: z.string(),
  /** The command, as the log names it: `clients.update`. */
  action: z.string(),
  subjectType: z.string().nullable(),
  subjectId: Id.nullable(),
  /** The number or name of the record as it is now; null where it has none, or is not there any more. */
  subjectName: z.string().nullable(),
  /** The record was deleted since. */
  subjectGone: z.boolean(),
  /** An operator in support mode, who did this in the member's place. */
  supportOperator: z.string().nullable(),
})
export type AuditEvent = z.output<typeof AuditEvent>

export const AuditEventInFull = AuditEvent.extend({
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string().nullable(),
  ipAddress: z.string().nullable(),
})
export type AuditEventInFull = z.output<typeof AuditEventInFull>

const filters = {
  from: PlainDateSchema.optional(),
  to: PlainDateSchema.optional(),
  /** `support`: an operator in a member's place. */
  actorKind: z.enum([...actorKinds, 'support']).optional(),
  /** Who did it. */
  memberId: Id.optional(),
  subjectType: z.string().max(60).optional(),
  subjectId: Id.optional(),
  action: z.string().max(100).optional(),
  q: listInput.q,
}

export const listAuditEvents = endpoint({
  method: 'GET',
  path: '/audit-events',
  area: 'company',
  summary:
    'What was changed here and by whom, latest first. Filters other than one record are a part of the Premium plan',
  input: z.object({
    ...listInput,
    ...filters,
    sort: sortBy('-occurredAt', 'occurredAt'),
  }),
  answer: pageOf(AuditEvent),
})

export const readAuditEvent = endpoint({
  method: 'GET',
  path: '/audit-events/:auditEventId',
  area: 'company',
  summary: 'One change, with what was there before and after',
  input: z.object({ auditEventId: Id }),
  answer: AuditEventInFull,
})

export const exportAuditEvents = endpoint({
  method: 'GET',
  path: '/audit-events/export',
  area: 'company',
  summary: 'The log in full as a file, oldest first, with what was there before and after',
  input: z.object({ ...filters, format: z.enum(['csv', 'json']).default('csv') }),
  answer: z.null(),
  files: ['text/csv', 'application/x-ndjson'],
})

export const readAuditChain = endpoint({
  method: 'GET',
  path: '/audit-chain',
  area: 'company',
  summary: 'What the last look over the whole log found: whether every event is as it was written',
  input: z.object({}),
  answer: z.object({
    checkedAt: InstantSchema.nullable(),
    events: z.int(),
    /** When the last event happened that was looked at. */
    through: InstantSchema.nullable(),
    /** The first event that is not as it was sealed. */
    brokenEventId: Id.nullable(),
    fault: z.enum(['changed', 'missing', 'cut_off', 'anchor']).nullable(),
  }),
})
export type AuditChain = z.output<typeof readAuditChain.answer>

export * from './contract-deleted.ts'
