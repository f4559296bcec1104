import { newId } from '#kernel/ids.ts'
import { announce } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { Delivery } from '../contract.ts'

export const deliveryWanted = 'document_delivery_wanted'

/** What the job needs to know: which delivery, and what the person wrote into the e-mail. */
export type DeliveryWish = { documentId: string; toEmail: string; message: string | null }

/** Queues an e-mail with the document; a job makes PDF and link and hands it over after the commit. */
export async function queueDelivery(scope: Scope, { documentId, toEmail, message }: DeliveryWish): Promise<Delivery> {
  const id = newId()
  await scope.sql(
    'documents.queueDelivery',
    'INSERT INTO document_deliveries (company_id, id, document_id, to_email, created_at) VALUES ($1, $2, $3, $4, $5)',
    [scope.companyId, id, documentId, toEmail, scope.now],
  )
  announce(scope, deliveryWanted, { deliveryId: id, message, requestId: scope.origin.requestId })
  return { id, toEmail, state: 'queued', error: null, createdAt: scope.now, finishedAt: null }
}

/** A delivery that nobody has handed over yet, locked; undefined when an earlier run has. */
export async function lockQueuedDelivery(
  scope: Scope,
  id: string,
): Promise<{ documentId: string; toEmail: string } | undefined> {
  const [delivery] = await scope.sql<{ documentId: string; toEmail: string }>(
    'documents.lockDelivery',
    `SELECT document_id AS "documentId", to_email AS "toEmail" FROM document_deliveries
     WHERE company_id = $1 AND id = $2 AND state = 'queued' AND email_id IS NULL FOR NO KEY UPDATE`,
    [scope.companyId, id],
  )
  return delivery
}

/** What became of a delivery; what is not said stays. `finishedAt` is now when it is over. */
export async function saveDelivery(
  scope: Scope,
  id: string,
  outcome: { state?: 'sent' | 'failed'; error?: string | null; emailId?: string },
): Promise<void> {
  await scope.sql(
    'documents.saveDelivery',
    `UPDATE document_deliveries SET state = coalesce($3, state), error = coalesce($4, error), email_id = coalesce($5, email_id),
            finished_at = CASE WHEN $3::text IS NULL THEN finished_at ELSE $6 END
     WHERE company_id = $1 AND id = $2`,
    [scope.companyId, id, outcome.state ?? null, outcome.error ?? null, outcome.emailId ?? null, scope.now],
  )
}
