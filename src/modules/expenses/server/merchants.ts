import { and, eq, inArray } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { keyset } from '#platform/database/keyset.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { findWords } from '#platform/database/search.ts'
import { command, query } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { loadCategory } from './categories.ts'
import { merchants } from './tables.ts'

const shown = {
  id: merchants.id,
  name: merchants.name,
  categoryId: merchants.categoryId,
  revision: merchants.revision,
}

export const listMerchants = query({
  name: 'expenses.listMerchants',
  needs: 'expenses:own',
  input: contract.listMerchants.input,
  async run(scope, input) {
    const page = keyset('name', { by: merchants.sortName, id: merchants.id }, input)
    const found = input.q ? await findWords(scope, input.q, 'merchants') : undefined
    const rows = await scope.tx
      .select({ ...shown, sortValue: page.value })
      .from(merchants)
      .where(
        and(
          eq(merchants.companyId, scope.companyId),
          found?.among('merchants', merchants.id, merchants.searchText),
          page.after,
        ),
      )
      .orderBy(...page.orderBy)
      .limit(page.limit)
    return page.finish(rows)
  },
})

export const createMerchant = command({
  name: 'expenses.createMerchant',
  needs: 'expenses:own',
  input: contract.createMerchant.input,
  async run(scope, { id = newId(), name, categoryId }) {
    if (categoryId) await loadCategory(scope, categoryId)
    const [row] = await scope.tx
      .insert(merchants)
      .values({ companyId: scope.companyId, id, name, categoryId, createdAt: scope.now, updatedAt: scope.now })
      .returning(shown)
    audit(scope, { subjectType: 'merchant', subjectId: id, after: row })
    return present(row)
  },
})

export const updateMerchant = command({
  name: 'expenses.updateMerchant',
  needs: 'expenses:approve',
  input: contract.updateMerchant.input,
  async run(scope, { merchantId, ...change }) {
    const isThis = and(eq(merchants.companyId, scope.companyId), eq(merchants.id, merchantId))
    const [before] = await scope.tx.select(shown).from(merchants).where(isThis).for('no key update')
    if (!before) throw new Refusal('not_found')
    checkRevision(scope, before)
    if (change.categoryId) await loadCategory(scope, change.categoryId)
    const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const [after] = await scope.tx
      .update(merchants)
      .set({ ...said, revision: before.revision + 1, updatedAt: scope.now })
      .where(isThis)
      .returning(shown)
    audit(scope, { subjectType: 'merchant', subjectId: merchantId, before, after })
    return present(after)
  },
})

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
