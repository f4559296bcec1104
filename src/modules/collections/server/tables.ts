import { boolean, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { cents, instant, percent, plainDate, tenant } from '#platform/database/columns.ts'

export const collectionSettings = pgTable('collection_settings', {
  companyId: uuid('company_id').notNull(),
  remindersOn: boolean('reminders_on').notNull(),
  statementsMonthly: boolean('statements_monthly').notNull(),
  lateFeeKind: text('late_fee_kind').$type<'none' | 'percent' | 'fixed'>().notNull(),
  lateFeePercent: percent('late_fee_percent'),
  lateFeeCents: cents('late_fee_cents'),
  lateFeeGraceDays: smallint('late_fee_grace_days').notNull(),
  lateFeeRepeat: text('late_fee_repeat').$type<'once' | 'monthly'>().notNull(),
  lateFeeSend: boolean('late_fee_send').notNull(),
  lateFeeSince: plainDate('late_fee_since'),
  remindersSince: plainDate('reminders_since'),
  lookedOn: plainDate('looked_on'),
  revision: integer('revision').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
})

export const reminderRules = pgTable('reminder_rules', {
  ...tenant(),
  offsetDays: smallint('offset_days').notNull(),
  subject: text('subject').notNull(),
  message: text('message').notNull(),
  position: smallint('position').notNull(),
  createdAt: instant('created_at').notNull(),
  retiredAt: instant('retired_at'),
})

export const collectionNotes = pgTable('collection_notes', {
  ...tenant(),
  clientId: uuid('client_id').notNull(),
  body: text('body').notNull(),
  followUpOn: plainDate('follow_up_on'),
  doneAt: instant('done_at'),
  authorName: text('author_name').notNull(),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})

export const statementLinks = pgTable('statement_links', {
  ...tenant(),
  clientId: uuid('client_id').notNull(),
  fromOn: plainDate('from_on').notNull(),
  toOn: plainDate('to_on').notNull(),
  tokenHash: text('token_hash').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
  firstViewedAt: instant('first_viewed_at'),
  createdAt: instant('created_at').notNull(),
})
