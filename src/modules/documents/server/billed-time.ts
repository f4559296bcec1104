import type { Scope } from '#platform/scope.ts'

/** How many time entries a document bills. */
export async function countBilledTime(scope: Scope, documentId: string): Promise<number> {
  const [counted] = await scope.sql<{ entries: number }>(
    'documents.countBilledTime',
    'SELECT count(*)::int AS entries FROM time_entries WHERE company_id = $1 AND document_id = $2',
    [scope.companyId, documentId],
  )
  return counted?.entries ?? 0
}
