import { moveBilledExpenses, releaseExpenses } from '#modules/expenses/server/index.ts'
import { moveBilledTime, releaseTime } from '#modules/time/server/index.ts'
import type { Scope } from '#platform/scope.ts'

export type BilledWork = { timeEntries: number; expenses: number }

/** How many time entries and expenses a document bills. */
export async function countBilledWork(scope: Scope, documentId: string): Promise<BilledWork> {
  const [counted] = await scope.sql<BilledWork>(
    'documents.countBilledWork',
    `SELECT (SELECT count(*)::int FROM time_entries WHERE company_id = $1 AND document_id = $2) AS "timeEntries",
            (SELECT count(*)::int FROM expenses WHERE company_id = $1 AND document_id = $2) AS expenses`,
    [scope.companyId, documentId],
  )
  return counted ?? { timeEntries: 0, expenses: 0 }
}

/** Frees the time and expenses of a document that was voided or deleted; with `keptLineIds` those of lines that are gone. */
export async function releaseWork(
  scope: Scope,
  documentId: string,
  kept: { keptLineIds?: readonly string[] } = {},
): Promise<void> {
  await releaseTime(scope, documentId, kept)
  await releaseExpenses(scope, documentId, kept)
}

/** Brings time and expenses from an invoice onto the one that replaces it, line by line. */
export async function moveBilledWork(
  scope: Scope,
  move: { fromId: string; toId: string; lines: ReadonlyMap<string, string> },
): Promise<void> {
  await moveBilledTime(scope, move)
  await moveBilledExpenses(scope, move)
}
