import { addSeconds } from '#kernel/calendar.ts'
import { query } from '#platform/operation.ts'
import type { FailedDelivery } from '../contract.ts'
import * as contract from '../contract.ts'

/**
 * What somebody believes to be with the client and is not: failed, late after a failed try, or waiting so long that no
 * worker seems to be there. Sending it again, or taking it back, ends the alert.
 */
export const listFailedDeliveries = query({
  name: 'documents.listFailedDeliveries',
  needs: 'documents:send',
  input: contract.listFailedDeliveries.input,
  async run(scope) {
    const newer = (column: string) => `NOT EXISTS (SELECT FROM document_deliveries n
      WHERE n.company_id = v.company_id AND n.${column} = v.${column} AND (n.created_at, n.id) > (v.created_at, v.id))`
    const items = await scope.sql<FailedDelivery>(
      'documents.failedDeliveries',
      `SELECT v.id, coalesce(v.document_id, v.payment_id, v.credit_note_id) AS "subjectId",
              coalesce(d.document_type, CASE WHEN v.payment_id IS NULL THEN 'credit_note' ELSE 'receipt' END) AS "subjectType",
              coalesce(d.number, c.number) AS number, v.to_email AS "toEmail", CASE v.state WHEN 'failed' THEN v.state ELSE 'delayed' END AS state, v.error,
              coalesce(v.finished_at, v.created_at) AS since
       FROM document_deliveries v LEFT JOIN documents d ON d.company_id = v.company_id AND d.id = v.document_id
         LEFT JOIN credit_notes c ON c.company_id = v.company_id AND c.id = v.credit_note_id
       WHERE v.company_id = $1 AND v.state <> 'sent' AND v.created_at > $2 AND (v.state <> 'queued' OR v.created_at < $3)
         AND (d.id IS NULL OR d.state <> 'void' AND d.number IS NOT NULL) 
         AND ${newer('document_id')} AND ${newer('payment_id')} AND ${newer('credit_note_id')}
       ORDER BY v.created_at DESC, v.id DESC LIMIT 20`,
      [
        scope.companyId,
        addSeconds(scope.now, -contract.ALERT_DAYS * 86_400),
        addSeconds(scope.now, -contract.LATE_AFTER_SECONDS),
      ],
    )
    return { items }
  },
})
