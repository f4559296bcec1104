import { newId } from '#kernel/ids.ts'
import type { EmailTried } from '#platform/mail/queue.ts'
import { announce } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { Delivery } from '../contract.ts'

export const creditNoteWanted = 'credit_note_delivery_wanted'
/** Stays on a delivery that was sent without its PDF. */
export const withoutPdf = 'Sent without the PDF, which could not be made.'

/** Queues an e-mail with the note; a job makes the PDF and hands it over after the commit. */
export async function queueDelivery(
  scope: Scope,
  { creditNoteId, toEmail, message }: { creditNoteId: string; toEmail: string; message: string | null },
): Promise<Delivery> {
  const id = newId()
  await scope.sql(
    'creditNotes.queueDelivery',
    'INSERT INTO credit_note_deliveries (company_id, id, credit_note_id, to_email, created_at) VALUES ($1, $2, $3, $4, $5)',
    [scope.companyId, id, creditNoteId, toEmail, scope.now],
  )
  announce(scope, creditNoteWanted, { deliveryId: id, message, requestId: scope.origin.requestId })
  return { id, toEmail, state: 'queued', error: null, createdAt: scope.now, finishedAt: null }
}

/** A delivery that nobody has handed over yet, locked; undefined when an earlier run has. */
export async function lockQueuedDelivery(
  scope: Scope,
  id: string,
): Promise<{ creditNoteId: string; toEmail: string } | undefined> {
  const [delivery] = await scope.sql<{ creditNoteId: string; toEmail: string }>(
    'creditNotes.lockDelivery',
    `SELECT credit_note_id AS "creditNoteId", to_email AS "toEmail" FROM credit_note_deliveries
     WHERE company_id = $1 AND id = $2 AND state = 'queued' AND email_id IS NULL FOR NO KEY UPDATE`,
    [scope.companyId, id],
  )
  return delivery
}

/** The e-mail that carries a delivery. */
export async function saveDelivery(scope: Scope, id: string, emailId: string, error: string | null): Promise<void> {
  await scope.sql(
    'creditNotes.saveDelivery',
    'UPDATE credit_note_deliveries SET email_id = $3, error = $4 WHERE company_id = $1 AND id = $2',
    [scope.companyId, id, emailId, error],
  )
}

/** Follows an e-mail: sent, failed, or being tried again. Answers the notes whose delivery it was. */
export async function followEmail(scope: Scope, { emailId, state, error }: EmailTried): Promise<string[]> {
  const rows = await scope.sql<{ creditNoteId: string }>(
    'creditNotes.followEmail',
    `UPDATE credit_note_deliveries SET state = $3, finished_at = CASE WHEN $3 = 'queued' THEN NULL ELSE $5::timestamptz END,
            error = CASE WHEN $3 = 'sent' AND error = $6 THEN error ELSE $4 END
     WHERE company_id = $1 AND email_id = $2 AND state = 'queued' RETURNING credit_note_id AS "creditNoteId"`,
    [scope.companyId, emailId, state, error, scope.now, withoutPdf],
  )
  return rows.map((row) => row.creditNoteId)
}

/** The e-mails with a note, newest first. */
export async function loadDeliveries(scope: Scope, creditNoteId: string): Promise<Delivery[]> {
  return scope.sql<Delivery>(
    'creditNotes.deliveries',
    `SELECT id, to_email AS "toEmail", state, error, created_at AS "createdAt", finished_at AS "finishedAt"
     FROM credit_note_deliveries WHERE company_id = $1 AND credit_note_id = $2 ORDER BY created_at DESC, id DESC LIMIT 50`,
    [scope.companyId, creditNoteId],
  )
}
