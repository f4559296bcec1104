import { and, asc, eq } from 'drizzle-orm'
import type { Scope } from '#platform/scope.ts'
import { expenseReceipts } from './tables.ts'

/** The files of an expense, in the order in which they came. */
export async function receiptIds(scope: Scope, expenseId: string): Promise<string[]> {
  const rows = await scope.tx
    .select({ id: expenseReceipts.mediaId })
    .from(expenseReceipts)
    .where(of(scope, expenseId))
    .orderBy(asc(expenseReceipts.createdAt), asc(expenseReceipts.mediaId))
  return rows.map((row) => row.id)
}

/** Expense id → how many files it has; those without are missing. */
export async function countReceipts(scope: Scope, expenseIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await scope.sql<{ id: string; files: number }>(
    'expenses.countReceipts',
    `SELECT expense_id AS id, count(*)::int AS files FROM expense_receipts
     WHERE company_id = $1 AND expense_id = ANY ($2::uuid[]) GROUP BY expense_id`,
    [scope.companyId, expenseIds],
  )
  return new Map(rows.map((row) => [row.id, row.files]))
}

export async function insertReceipt(scope: Scope, expenseId: string, mediaId: string): Promise<void> {
  await scope.tx
    .insert(expenseReceipts)
    .values({ companyId: scope.companyId, expenseId, mediaId, createdAt: scope.now })
}

/** Answers whether there was such a receipt. */
export async function deleteReceipt(scope: Scope, expenseId: string, mediaId: string): Promise<boolean> {
  const rows = await scope.tx
    .delete(expenseReceipts)
    .where(and(of(scope, expenseId), eq(expenseReceipts.mediaId, mediaId)))
    .returning({ id: expenseReceipts.mediaId })
  return rows.length > 0
}

const of = (scope: Scope, expenseId: string) =>
  and(eq(expenseReceipts.companyId, scope.companyId), eq(expenseReceipts.expenseId, expenseId))
