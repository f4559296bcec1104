import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { cents, instant, plainDate, tenant } from '#platform/database/columns.ts'
import type { EntryState } from '../domain/entry.ts'

export const timers = pgTable('timers', {
  companyId: uuid('company_id').notNull(),
  memberId: uuid('member_id').notNull(),
  runId: uuid('run_id').notNull(),
  projectId: uuid('project_id'),
  catalogItemId: uuid('catalog_item_id'),
  serviceName: text('service_name'),
  notes: text('notes'),
  startedAt: instant('started_at').notNull(),
  runningSince: instant('running_since'),
  pausedAt: instant('paused_at'),
  accumulatedSeconds: integer('accumulated_seconds').notNull().default(0),
})

export const timeEntries = pgTable('time_entries', {
  ...tenant(),
  memberId: uuid('member_id').notNull(),
  projectId: uuid('project_id'),
  clientId: uuid('client_id'),
  catalogItemId: uuid('catalog_item_id'),
  serviceName: text('service_name'),
  workedOn: plainDate('worked_on').notNull(),
  startedAt: instant('started_at'),
  endedAt: instant('ended_at'),
  minutes: integer('minutes').notNull(),
  billable: boolean('billable').notNull().default(true),
  notes: text('notes'),
  state: text('state').$type<EntryState>().notNull().default('draft'),
  overLong: boolean('over_long').notNull().default(false),
  rejectReason: text('reject_reason'),
  approvedBy: uuid('approved_by'),
  approvedAt: instant('approved_at'),
  rateCents: cents('rate_cents'),
  documentId: uuid('document_id'),
  documentLineId: uuid('document_line_id'),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})
