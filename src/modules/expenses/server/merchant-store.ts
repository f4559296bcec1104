import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { keyset } from '#platform/database/keyset.ts'
import { findWords } from '#platform/database/search.ts'
import type { Scope } from '#platform/scope.ts'
import type { listMerchants, Merchant } from '../contract.ts'
import { merchants } from './tables.ts'

const shown = {
  id: merchants.id,
  name: merchants.name,
  categoryId: merchants.categoryId,
  revision: merchants.revision,
}

export async function findMerchantPage(scope: Scope, input: z.output<(typeof listMerchants)['input']>) {
  const page = keyset('name', { by: merchants.sortName, id: merchants.id }, input)
  const found = input.q ? await findWords(scope, input.q, 'merchants') : undefined
  const words = found?.among('merchants', merchants.id, merchants.searchText)
  const rows = await scope.tx
    .select({ ...shown, sortValue: page.value })
    .from(merchants)
    .where(and(eq(merchants.companyId, scope.companyId), words, page.after))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  return page.finish(rows)
}

export async function insertMerchant(scope: Scope, merchant: Omit<Merchant, 'revision'>): Promise<Merchant> {
  const [row] = await scope.tx
    .insert(merchants)
    .values({ companyId: scope.companyId, ...merchant, createdAt: scope.now, updatedAt: scope.now })
    .returning(shown)
  return present(row)
}

/** Refuses `not_found`. */
export async function loadMerchantForUpdate(scope: Scope, id: string): Promise<Merchant> {
  const [row] = await scope.tx.select(shown).from(merchants).where(isThe(scope, id)).for('no key update')
  if (!row) throw new Refusal('not_found')
  return row
}

/** What is undefined stays. */
export async function saveMerchant(
  scope: Scope,
  before: Merchant,
  change: { name?: string | undefined; categoryId?: string | null | undefined },
): Promise<Merchant> {
  const [row] = await scope.tx
    .update(merchants)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(isThe(scope, before.id))
    .returning(shown)
  return present(row)
}

const isThe = (scope: Scope, id: string) => and(eq(merchants.companyId, scope.companyId), eq(merchants.id, id))

/** The merchant of this name, made when it is new; from now on it remembers the category. */
export async function rememberMerchant(scope: Scope, name: string, categoryId: string): Promise<string> {
  const [row] = await scope.sql<{ id: string }>(
    'expenses.rememberMerchant',
    `INSERT INTO merchants (company_id, id, name, category_id, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)
     ON CONFLICT (company_id, sort_name) DO UPDATE SET category_id = excluded.category_id, updated_at = excluded.updated_at
     RETURNING id`,
    [scope.companyId, newId(), name, categoryId, scope.now],
  )
  return present(row).id
}

/** Merchant id → its name. */
export async function merchantNames(scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.tx
    .select({ id: merchants.id, name: merchants.name })
    .from(merchants)
    .where(and(eq(merchants.companyId, scope.companyId), inArray(merchants.id, wanted)))
  return new Map(rows.map((row) => [row.id, row.name]))
}
