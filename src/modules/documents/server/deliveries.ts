import { newId } from '#kernel/ids.ts'
import type { EmailTried } from '#platform/mail/queue.ts'
import { announce, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { Delivery, FailedDelivery } from '../contract.ts'

export const deliveryWanted = 'document_delivery_wanted'
/** Stays on a delivery that was sent without its PDF. */
export const withoutPdf = 'Sent without the PDF, which could not be made.'

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
  signal(scope, 'deliveries', documentId)
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

/** What the job made of a delivery: the e-mail that carries it, or why there is none. */
export async function saveDelivery(
  scope: Scope,
  id: string,
  outcome: { emailId: string; error: string | null } | { failed: string },
): Promise<void> {
  const failed = 'failed' in outcome
  await scope.sql(
    'documents.saveDelivery',
    `UPDATE document_deliveries SET email_id = $3, error = $4, state = $5, finished_at = $6 WHERE company_id = $1 AND id = $2`,
    [
      scope.companyId,
      id,
      failed ? null : outcome.emailId,
      failed ? outcome.failed : outcome.error,
      failed ? 'failed' : 'queued',
      failed ? scope.now : null,
    ],
  )
}

/** A document, as far as those need to know it who tell what became of its e-mail. */
export type Delivered = Pick<FailedDelivery, 'id' | 'documentType'>

/** Tells open screens that the e-mail of a document went on. */
export function signalDelivery(scope: Scope, { id, documentType }: Delivered): void {
  signal(scope, documentType === 'invoice' ? 'invoices' : 'quotes', id)
  signal(scope, 'deliveries', id)
}

/** Follows an e-mail: sent, failed, or being tried again. Answers the documents whose delivery it was. */
export async function followEmail(scope: Scope, { emailId, state, error }: EmailTried): Promise<Delivered[]> {
  return scope.sql<Delivered>(
    'documents.followEmail',
    `UPDATE document_deliveries SET state = $3, finished_at = CASE WHEN $3 = 'queued' THEN NULL ELSE $5::timestamptz END,
            error = CASE WHEN $3 = 'sent' AND error = $6 THEN error ELSE $4 END
     WHERE company_id = $1 AND email_id = $2 AND state = 'queued'
     RETURNING document_id AS id, (SELECT d.document_type FROM documents d
       WHERE d.company_id = document_deliveries.company_id AND d.id = document_deliveries.document_id) AS "documentType"`,
    [scope.companyId, emailId, state, error, scope.now, withoutPdf],
  )
}
