import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '#kernel/calendar.ts'
import type { Page } from '#kernel/paging.ts'
import { Refusal } from '#kernel/refusal.ts'
import { keyset } from '#platform/database/keyset.ts'
import type { Scope } from '#platform/scope.ts'
import type { ApiKey } from '../contract.ts'
import { apiKeys } from './tables.ts'

type Row = Omit<ApiKey, 'state'> & { makerIsHere: boolean }

/** The name of whoever made it, and whether they still work here: by their person, whose membership never moves. */
const maker = (what: string) =>
  sql`(SELECT ${sql.raw(what)} FROM members m WHERE m.company_id = api_keys.company_id AND m.user_id = api_keys.user_id)`

const told = {
  id: apiKeys.id,
  name: apiKeys.name,
  prefix: apiKeys.prefix,
  scopes: apiKeys.scopes,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
  expiresAt: apiKeys.expiresAt,
  revokedAt: apiKeys.revokedAt,
  makerName: maker('m.display_name') as ReturnType<typeof sql<string>>,
  makerIsHere: maker('m.deactivated_at IS NULL') as ReturnType<typeof sql<boolean>>,
}

function toApiKey({ makerIsHere, ...row }: Row, now: Instant): ApiKey {
  return { ...row, state: stateOf(row, makerIsHere, now) }
}

function stateOf({ revokedAt, expiresAt }: Pick<Row, 'revokedAt' | 'expiresAt'>, makerIsHere: boolean, now: Instant) {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt !== null && expiresAt <= now) return 'expired'
  return makerIsHere ? 'active' : 'idle'
}

export async function pageOfKeys(
  scope: Scope,
  asked: { sort: '-createdAt' | 'createdAt'; limit: number; cursor?: string | undefined; q?: string | undefined },
): Promise<Page<ApiKey>> {
  const descending = asked.sort === '-createdAt'
  const page = keyset(
    `integrations.keys.${asked.sort}`,
    { by: apiKeys.createdAt, id: apiKeys.id, descending, type: 'timestamptz' },
    asked,
  )
  const words = asked.q
    ? sql`position(lower(${asked.q}) IN lower(${apiKeys.name} || ' ' || ${apiKeys.prefix})) > 0`
    : undefined
  const rows = await scope.tx
    .select({ ...told, sortValue: page.value })
    .from(apiKeys)
    .where(and(eq(apiKeys.companyId, scope.companyId), words, page.after))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const { items, nextCursor } = page.finish(rows)
  return { items: items.map((row) => toApiKey(row, scope.now)), nextCursor }
}

export async function loadKey(scope: Scope, id: string): Promise<ApiKey> {
  const [row] = await scope.tx
    .select(told)
    .from(apiKeys)
    .where(and(eq(apiKeys.companyId, scope.companyId), eq(apiKeys.id, id)))
  if (!row) throw new Refusal('not_found')
  return toApiKey(row, scope.now)
}

export async function insertKey(
  scope: Scope,
  key: Pick<typeof apiKeys.$inferInsert, 'id' | 'userId' | 'name' | 'prefix' | 'tokenHash' | 'scopes' | 'expiresAt'>,
): Promise<ApiKey> {
  await scope.tx.insert(apiKeys).values({ companyId: scope.companyId, createdAt: scope.now, ...key })
  return loadKey(scope, key.id)
}

/** Twice is once: the first time stays. */
export async function markRevoked(scope: Scope, id: string): Promise<ApiKey> {
  await scope.tx
    .update(apiKeys)
    .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, ${scope.now})` })
    .where(and(eq(apiKeys.companyId, scope.companyId), eq(apiKeys.id, id)))
  return loadKey(scope, id)
}
