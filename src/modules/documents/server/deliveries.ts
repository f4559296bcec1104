import { newId } from '#kernel/ids.ts'
import { type EmailTried, type QueuedEmail, queueEmail } from '#platform/mail/queue.ts'
import { announce, audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { Delivery, FailedDelivery } from '../contract.ts'

export const deliveryWanted = 'document_delivery_wanted'
export const receiptWanted = 'receipt_delivery_wanted'
export const creditNoteWanted = 'credit_note_delivery_wanted'
/** Stays on a delivery that was sent without its PDF. */
const withoutPdf = 'Sent without the PDF, which could not be made.'

/** What an e-mail brings: a document, the receipt of a payment, a credit note. */
export type DeliverySubject = { documentId: string } | { paymentId: string } | { creditNoteId: string }

/** The column that names it, its id, and the fact that starts the job of the module that makes it. */
function kindOf(of: DeliverySubject): { column: string; id: string; wanted: string } {
  if ('documentId' in of) return { column: 'document_id', id: of.documentId, wanted: deliveryWanted }
  if ('paymentId' in of) return { column: 'payment_id', id: of.paymentId, wanted: receiptWanted }
  return { column: 'credit_note_id', id: of.creditNoteId, wanted: creditNoteWanted }
}

/** What the job needs to know: of what, to whom, and what the person wrote into the e-mail. */
export type DeliveryWish = DeliverySubject & { toEmail: string; message: string | null }

/** Queues an e-mail with a paper; a job makes PDF and link and hands it over after the commit. */
export async function queueDelivery(scope: Scope, wish: DeliveryWish): Promise<Delivery> {
  const id = newId()
  const { toEmail, message } = wish
  const { column, id: subjectId, wanted } = kindOf(wish)
  await scope.sql(
    `documents.queueDelivery.${column}`,
    `INSERT INTO document_deliveries (company_id, id, ${column}, to_email, created_at) VALUES ($1, $2, $3, $4, $5)`,
    [scope.companyId, id, subjectId, toEmail, scope.now],
  )
  signal(scope, 'deliveries', subjectId)
  announce(scope, wanted, { deliveryId: id, message, requestId: scope.origin.requestId })
  return { id, toEmail, state: 'queued', error: null, createdAt: scope.now, finishedAt: null }
}

/** A delivery that nobody has handed over yet, locked; undefined when an earlier run has. */
async function lockQueuedDelivery(
  scope: Scope,
  id: string,
): Promise<{ subjectId: string; toEmail: string } | undefined> {
  const [delivery] = await scope.sql<{ subjectId: string; toEmail: string }>(
    'documents.lockDelivery',
    `SELECT coalesce(document_id, payment_id, credit_note_id) AS "subjectId", to_email AS "toEmail" FROM document_deliveries
     WHERE company_id = $1 AND id = $2 AND state = 'queued' AND email_id IS NULL FOR NO KEY UPDATE`,
    [scope.companyId, id],
  )
  return delivery
}

/** The e-mail that goes out and its paper, or why none does. */
type Outgoing = {
  email: Omit<QueuedEmail, 'to' | 'attachments'>
  attachment: { filename: string; render: () => Promise<Buffer> }
}
type Made = Delivered & (Outgoing | { failed: string })

/**
 * Hands a queued delivery over, once: run again it does nothing more. Without a PDF the e-mail goes all the same, and
 * the delivery says so.
 */
export async function handOver(
  scope: Scope,
  deliveryId: string,
  make: (subjectId: string) => Promise<Made>,
): Promise<{ emailId: string } | null> {
  const delivery = await lockQueuedDelivery(scope, deliveryId)
  if (!delivery) return null
  const made = await make(delivery.subjectId)
  signalDelivery(scope, made)
  if ('failed' in made) {
    await saveDelivery(scope, deliveryId, made)
    return null
  }
  const attachment = await attachmentOf(scope, made)
  const emailId = await queueEmail(scope, {
    ...made.email,
    to: delivery.toEmail,
    attachments: attachment ? [attachment] : [],
  })
  await saveDelivery(scope, deliveryId, { emailId, error: attachment ? null : withoutPdf })
  auditDelivery(scope, made, { emailedTo: delivery.toEmail })
  return { emailId }
}

/** The PDF, or nothing when it cannot be made: an invoice matters more than its paper. */
async function attachmentOf(scope: Scope, { attachment: { filename, render }, subjectId }: Delivered & Outgoing) {
  try {
    return { filename, contentType: 'application/pdf', content: await render() }
  } catch (error) {
    const { companyId } = scope
    scope.outside.log.error({ err: error, companyId, subjectId }, 'the PDF of an e-mail could not be made')
    return undefined
  }
}

/** What the job made of a delivery: the e-mail that carries it, or why there is none. */
async function saveDelivery(
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

/** A paper, as far as those need to know it who tell what became of its e-mail. */
type Delivered = Pick<FailedDelivery, 'subjectId' | 'subjectType'>

/** Into the audit log of the paper; of the payment, for a receipt. */
export function auditDelivery(scope: Scope, { subjectId, subjectType }: Delivered, after: object): void {
  audit(scope, { subjectType: subjectType === 'receipt' ? 'payment' : subjectType, subjectId, after })
}

const topics = {
  invoice: 'invoices',
  estimate: 'quotes',
  proposal: 'quotes',
  receipt: 'payments',
  credit_note: 'credit-notes',
} as const

/** Tells open screens that the e-mail of a paper went on. */
export function signalDelivery(scope: Scope, { subjectId, subjectType }: Delivered): void {
  signal(scope, topics[subjectType], subjectId)
  signal(scope, 'deliveries', subjectId)
}

/** Follows an e-mail: sent, failed, or late and being tried again. Answers the papers whose delivery it was. */
export async function followEmail(scope: Scope, { emailId, state, error }: EmailTried): Promise<Delivered[]> {
  return scope.sql<Delivered>(
    'documents.followEmail',
    `UPDATE document_deliveries v SET state = CASE WHEN $3 = 'queued' THEN 'delayed' ELSE $3 END,
            finished_at = CASE WHEN $3 = 'queued' THEN NULL ELSE $5::timestamptz END,
            error = CASE WHEN $3 = 'sent' AND error = $6 THEN error WHEN $3 = 'sent' THEN NULL ELSE $4 END
     WHERE company_id = $1 AND email_id = $2 AND state IN ('queued', 'delayed')
     RETURNING coalesce(document_id, payment_id, credit_note_id) AS "subjectId",
       CASE WHEN payment_id IS NOT NULL THEN 'receipt' WHEN credit_note_id IS NOT NULL THEN 'credit_note'
         ELSE (SELECT d.document_type FROM documents d WHERE d.company_id = v.company_id AND d.id = v.document_id) END AS "subjectType"`,
    [scope.companyId, emailId, state, error, scope.now, withoutPdf],
  )
}

/** The e-mails that brought it, newest first. */
export async function loadDeliveries(scope: Scope, of: DeliverySubject): Promise<Delivery[]> {
  const { column, id } = kindOf(of)
  return scope.sql<Delivery>(
    `documents.deliveries.${column}`,
    `SELECT id, to_email AS "toEmail", state, error, created_at AS "createdAt", finished_at AS "finishedAt"
     FROM document_deliveries WHERE company_id = $1 AND ${column} = $2 ORDER BY created_at DESC, id DESC LIMIT 50`,
    [scope.companyId, id],
  )
}
