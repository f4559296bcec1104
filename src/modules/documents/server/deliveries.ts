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
  announce(scope, deliveryWanted, { deliveryId: id, message })
  return { id, toEmail, state: 'queued', error: null, createdAt: scope.now, finishedAt: null }
}
