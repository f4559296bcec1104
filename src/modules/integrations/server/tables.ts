import { pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { KeyScope } from '#kernel/permissions.ts'
import { instant, tenant } from '#platform/database/columns.ts'

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
