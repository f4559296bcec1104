import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { credentials, sessions, users, verifications } from './tables.ts'

/** better-auth's four models on our tables. */
export function authStore(pool: pg.Pool) {
  const schema = { user: users, session: sessions, account: credentials, verification: verifications }
  return drizzleAdapter(drizzle(pool), { provider: 'pg', schema, transaction: true })
}
