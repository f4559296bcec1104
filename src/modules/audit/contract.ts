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
})
export type AuditEvent = z.output<typeof AuditEvent>

export const AuditEventInFull = AuditEvent.extend({
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string().nullable(),
  ipAddress: z.string().nullable(),
})
export type AuditEventInFull = z.output<typeof AuditEventInFull>

export const listAuditEvents = endpoint({
  method: 'GET',
  path: '/audit-events',
  area: 'company',
  summary: 'What was changed here and by whom, latest first',
  input: z.object({
    ...listInput,
    sort: sortBy('-occurredAt', 'occurredAt'),
    from: PlainDateSchema.optional(),
    to: PlainDateSchema.optional(),
    actorKind: z.enum(actorKinds).optional(),
    subjectType: z.string().max(60).optional(),
    subjectId: Id.optional(),
    action: z.string().max(100).optional(),
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
