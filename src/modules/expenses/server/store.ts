import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import { expenses } from './tables.ts'
import { visible } from './visible-views.ts'

export type ExpenseRow = typeof expenses.$inferSelect
export type NewExpense = Omit<typeof expenses.$inferInsert, 'companyId' | 'createdAt' | 'updatedAt' | 'revision'>
export type ExpenseChange = Partial<Omit<ExpenseRow, 'companyId' | 'id' | 'revision' | 'searchText'>>

/** A living expense that the actor may see. Refuses `not_found`. */
export async function loadExpense(scope: Scope, id: string): Promise<ExpenseRow> {
  const [found] = await scope.tx
    .select()
    .from(expenses)
    .where(and(visible(scope), eq(expenses.id, id)))
  if (!found) throw new Refusal('not_found')
  return found
}

/** The same, locked until the transaction ends. */
export async function loadExpenseForUpdate(scope: Scope, id: string): Promise<ExpenseRow> {
  const [found] = await loadExpensesForUpdate(scope, [id])
  return present(found)
}

/** All of them, locked in the order of their ids. One that the actor may not see is `not_found` for the whole call. */
export async function loadExpensesForUpdate(scope: Scope, ids: readonly string[]): Promise<ExpenseRow[]> {
  const wanted = [...new Set(ids)]
  const rows = await scope.tx
    .select()
    .from(expenses)
    .where(and(visible(scope), inArray(expenses.id, wanted)))
    .orderBy(asc(expenses.id))
    .for('update')
  if (rows.length < wanted.length) throw new Refusal('not_found')
  return rows
}

export async function insertExpense(scope: Scope, expense: NewExpense): Promise<ExpenseRow> {
  const [row] = await scope.tx
    .insert(expenses)
    .values({ companyId: scope.companyId, ...expense, createdAt: scope.now, updatedAt: scope.now })
    .returning()
  return present(row)
}

/** The same change to all of them, as their next revision, in one statement. In the order of their ids. */
export async function saveExpenses(
  scope: Scope,
  rows: readonly ExpenseRow[],
  change: { [field in keyof ExpenseChange]: ExpenseChange[field] | ReturnType<typeof sql> },
): Promise<ExpenseRow[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const saved = await scope.tx
    .update(expenses)
    .set({ ...change, revision: sql`${expenses.revision} + 1`, updatedAt: scope.now })
    .where(and(eq(expenses.companyId, scope.companyId), inArray(expenses.id, ids)))
    .returning()
  return saved.sort((a, b) => (a.id < b.id ? -1 : 1))
}

export async function saveExpense(scope: Scope, row: ExpenseRow, change: ExpenseChange): Promise<ExpenseRow> {
  const [saved] = await saveExpenses(scope, [row], change)
  return present(saved)
}

/** The day on which each stands in the books: the one that was said, else its own. */
export const postingDay = (said: string | undefined) => sql`coalesce(${said ?? null}::date, ${expenses.spentOn})`
