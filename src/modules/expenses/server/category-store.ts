import { and, eq } from 'drizzle-orm'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { expenseCategories } from './tables.ts'

export type CategoryRow = typeof expenseCategories.$inferSelect

/** Category id → the category, in use or not. A company has a few dozen. */
export async function findCategories(scope: Scope): Promise<Map<string, CategoryRow>> {
  const rows = await scope.tx.select().from(expenseCategories).where(eq(expenseCategories.companyId, scope.companyId))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Refuses `not_found`. */
export async function loadCategory(scope: Scope, id: string): Promise<CategoryRow> {
  const [found] = await scope.tx.select().from(expenseCategories).where(isThe(scope, id))
  if (!found) throw new Refusal('not_found')
  return found
}

/** Locked until the transaction ends. Refuses `not_found`. */
export async function lockCategory(scope: Scope, id: string): Promise<void> {
  const [found] = await scope.tx
    .select({ id: expenseCategories.id })
    .from(expenseCategories)
    .where(isThe(scope, id))
    .for('no key update')
  if (!found) throw new Refusal('not_found')
}

export async function insertCategory(
  scope: Scope,
  category: Pick<CategoryRow, 'id' | 'name' | 'accountId'>,
): Promise<void> {
  await scope.tx
    .insert(expenseCategories)
    .values({ companyId: scope.companyId, ...category, createdAt: scope.now, updatedAt: scope.now })
}

/** What is undefined stays. */
export async function saveCategory(
  scope: Scope,
  before: Pick<CategoryRow, 'id' | 'revision'>,
  change: { [field in 'name' | 'accountId' | 'active']?: CategoryRow[field] | undefined },
): Promise<void> {
  await scope.tx
    .update(expenseCategories)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(isThe(scope, before.id))
}

const isThe = (scope: Scope, id: string) =>
  and(eq(expenseCategories.companyId, scope.companyId), eq(expenseCategories.id, id))
