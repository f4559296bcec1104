import { newId } from '#kernel/ids.ts'
import type { Scope } from '../scope.ts'
import type { MailMessage } from './message.ts'

export const sendEmailJob = 'mail.send'
/** Announced after every try: `{ emailId, state, error }`, with the company that the e-mail belongs to. */
export const emailTried = 'email_tried'
export type EmailTried = { emailId: string; state: 'queued' | 'sent' | 'failed'; error: string | null }

/** An attachment as the row keeps it. */
export type StoredAttachment = { filename: string; contentType: string; base64: string }

/** Any open scope: of a company, of a person, of a visitor. */
type Queueing = Pick<Scope, 'tx' | 'sql' | 'now' | 'outside'> & { companyId?: string }

export type QueuedEmail = Omit<MailMessage, 'id'> & {
  /** What it is for: `document`, `invite`, `verification`. Shown in the outbox and counted. */
  kind: string
}

/**
 * Queues an e-mail in this transaction: a row that says what became of it, and a job that sends it after the commit.
 * Answers the row's id, by which `email_tried` names it.
 */
export async function queueEmail(scope: Queueing, email: QueuedEmail): Promise<string> {
  const id = newId()
  const attachments = (email.attachments ?? []).map(
    ({ filename, contentType, content }): StoredAttachment => ({
      filename,
      contentType,
      base64: content.toString('base64'),
    }),
  )
  await scope.sql(
    'mail.queue',
    `INSERT INTO outbound_emails (id, company_id, kind, to_email, from_name, reply_to, subject, text_body, html_body, attachments, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      scope.companyId ?? null,
      email.kind,
      email.to,
      email.fromName ?? null,
      email.replyTo ?? null,
      email.subject,
      email.text,
      email.html,
      JSON.stringify(attachments),
      scope.now,
    ],
  )
  await scope.outside.outbox.enqueue(scope, sendEmailJob, [{ emailId: id }])
  return id
}
