import type { BetterAuthOptions } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { hashToken } from '#platform/http/mount.ts'
import { credentials, sessions, users, verifications } from './tables.ts'

type Store = ReturnType<ReturnType<typeof drizzleAdapter>>
type Where = { field: string; value: unknown }
type Asked = { model: string; where?: Where[]; data?: { token?: string }; update?: { token?: string } }

/** better-auth's four models on our tables; of a session's token the database has only the hash. */
export function authStore(pool: pg.Pool) {
  const schema = { user: users, session: sessions, account: credentials, verification: verifications }
  const store = drizzleAdapter(drizzle(pool), { provider: 'pg', schema, transaction: true })
  return (options: BetterAuthOptions): Store => hashing(store(options))
}

const asking = ['create', 'findOne', 'findMany', 'count', 'update', 'updateMany', 'delete', 'deleteMany'] as const

/** Hashes the token on its way in, and gives back the one that was asked for: better-auth never sees the hash. */
function hashing(store: Store): Store {
  const acts = asking.map((name) => {
    const act = store[name] as (asked: Asked) => Promise<unknown>
    return [name, async (asked: Asked) => (asked.model === 'session' ? hashed(act, asked) : act(asked))]
  })
  const transaction: Store['transaction'] = (work) => store.transaction((inside) => work(hashing(inside as Store)))
  return { ...store, ...Object.fromEntries(acts), transaction }
}

async function hashed(act: (asked: Asked) => Promise<unknown>, asked: Asked): Promise<unknown> {
  const byToken = asked.where?.find(({ field }) => field === 'token')?.value
  const token = asked.data?.token ?? asked.update?.token ?? byToken
  const found = await act({
    ...asked,
    ...(asked.where ? { where: asked.where.map(whereHashed) } : {}),
    ...(asked.data ? { data: tokenHashed(asked.data) } : {}),
    ...(asked.update ? { update: tokenHashed(asked.update) } : {}),
  })
  const isRow = typeof found === 'object' && found !== null && !Array.isArray(found)
  return isRow && typeof token === 'string' ? { ...found, token } : found
}

function whereHashed(where: Where): Where {
  return where.field === 'token' && typeof where.value === 'string'
    ? { ...where, value: hashToken(where.value) }
    : where
}

function tokenHashed<D extends { token?: string }>(fields: D): D {
  return fields.token === undefined ? fields : { ...fields, token: hashToken(fields.token) }
}
