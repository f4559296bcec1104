import { addSeconds } from '#kernel/calendar.ts'
import { query } from '#platform/operation.ts'
import type { FailedDelivery } from '../contract.ts'
import * as contract from '../contract.ts'

/** What somebody believes to be with the client and is not. Sending it again, or taking it back, ends the alert. */
export const listFailedDeliveries = query({
  name: 'documents.listFailedDeliveries',
  needs: 'documents:send',
  input: contract.listFailedDeliveries.input,
  async run(scope) {
    const items = await scope.sql<FailedDelivery>(
      'documents.failedDeliveries',
      `SELECT v.id, v.document_id AS "documentId", d.document_type AS "documentType", d.number, v.to_email AS "toEmail",
              v.error, v.finished_at AS "failedAt"
       FROM document_deliveries v JOIN documents d ON d.company_id = v.company_id AND d.id = v.document_id
       WHERE v.company_id = $1 AND v.state = 'failed' AND v.created_at > $2 AND d.state <> 'void' AND d.number IS NOT NULL
         AND NOT EXISTS (SELECT FROM document_deliveries n WHERE n.company_id = v.company_id
           AND n.document_id = v.document_id AND (n.created_at, n.id) > (v.created_at, v.id))
       ORDER BY v.created_at DESC, v.id DESC LIMIT 20`,
      [scope.companyId, addSeconds(scope.now, -contract.ALERT_DAYS * 86_400)],
    )
    return { items }
  },
})
