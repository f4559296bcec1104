import { boolean, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { KeyScope } from '#kernel/permissions.ts'
import { instant, tenant } from '#platform/database/columns.ts'
import type { EventType } from '../domain/events.ts'

export const apiKeys = pgTable('api_keys', {
  ...tenant(),
  userId: uuid('user_id').notNull(),
  name: text('name').notNull(),
  prefix: text('prefix').notNull(),
  tokenHash: text('token_hash').notNull(),
  scopes: text('scopes').array().$type<KeyScope[]>().notNull(),
  createdAt: instant('created_at').notNull(),
  lastUsedAt: instant('last_used_at'),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
})

export const webhookEndpoints = pgTable('webhook_endpoints', {
  ...tenant(),
  url: text('url').notNull(),
  description: text('description'),
  eventTypes: text('event_types').array().$type<EventType[]>().notNull(),
  enabled: boolean('enabled').notNull().default(true),
  disabledReason: text('disabled_reason').$type<'failing' | 'gone'>(),
  failingSince: instant('failing_since'),
  secretSealed: text('secret_sealed').notNull(),
  previousSecretSealed: text('previous_secret_sealed'),
  previousSecretUntil: instant('previous_secret_until'),
  revision: integer('revision').notNull().default(1),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
  deletedAt: instant('deleted_at'),
})

export const webhookEvents = pgTable('webhook_events', {
  ...tenant(),
  type: text('type').notNull(),
  occurredAt: instant('occurred_at').notNull(),
  data: jsonb('data').notNull(),
})

export const webhookDeliveries = pgTable('webhook_deliveries', {
  ...tenant(),
  endpointId: uuid('endpoint_id').notNull(),
  eventId: uuid('event_id').notNull(),
  state: text('state').$type<'pending' | 'succeeded' | 'failed'>().notNull().default('pending'),
  tries: smallint('tries').notNull().default(0),
  attempts: integer('attempts').notNull().default(0),
  nextAttemptAt: instant('next_attempt_at'),
  lastStatus: smallint('last_status'),
  createdAt: instant('created_at').notNull(),
})

export const webhookAttempts = pgTable('webhook_attempts', {
  companyId: uuid('company_id').notNull(),
  deliveryId: uuid('delivery_id').notNull(),
  attempt: integer('attempt').notNull(),
  attemptedAt: instant('attempted_at').notNull(),
  status: smallint('status'),
  error: text('error'),
  ms: integer('ms').notNull(),
  answer: text('answer').notNull(),
})
