import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenant } from '#platform/database/columns.ts'
import type { actorKinds } from '../contract.ts'

export const auditEvents = pgTable('audit_events', {
  ...tenant(),
  occurredAt: instant('occurred_at').notNull(),
  actorKind: text('actor_kind').$type<(typeof actorKinds)[number]>().notNull(),
  actorUserId: uuid('actor_user_id'),
  actorName: text('actor_name').notNull(),
  action: text('action').notNull(),
  subjectType: text('subject_type'),
  subjectId: uuid('subject_id'),
  before: jsonb('before'),
  after: jsonb('after'),
  requestId: text('request_id'),
  ipAddress: text('ip_address'),
  supportSessionId: uuid('support_session_id'),
  supportOperator: text('support_operator'),
})
