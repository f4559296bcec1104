import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'

/** Whose invoice it is, so that the client can be locked before it. Refuses `not_found`. */
export async function findClientOf(scope: Scope, invoiceId: string): Promise<string> {
  const [row] = await scope.sql<{ clientId: string }>(
    'creditNotes.clientOf',
    `SELECT client_id AS "clientId" FROM documents
     WHERE company_id = $1 AND id = $2 AND document_type = 'invoice' AND deleted_at IS NULL`,
    [scope.companyId, invoiceId],
  )
  if (!row) throw new Refusal('not_found')
  return row.clientId
}
