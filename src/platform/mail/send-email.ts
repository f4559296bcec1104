import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { type Job, job } from '../jobs/jobs.ts'
import type { House } from '../runner.ts'
import { acrossCompanies } from '../scope.ts'
import { MailFailure } from './failure.ts'
import type { MailMessage } from './message.ts'
import { type EmailTried, emailTried, type StoredAttachment, sendEmailJob } from './queue.ts'

/** After so many tries, over about 40 minutes, an e-mail has failed. */
const triesMax = 9

type EmailRow = {
  id: string
  companyId: string | null
  toEmail: string
  fromName: string | null
  replyTo: string | null
  subject: string
  textBody: string
  htmlBody: string
  attachments: StoredAttachment[]
  attempts: number
}

/** Sends one queued e-mail and writes down what became of it. An e-mail that is refused for good is not tried again. */
export const sendEmail: Job = job({
  name: sendEmailJob,
  input: z.object({ emailId: Id }),
  async run(house, { emailId }) {
    const row = await load(house, emailId)
    if (!row) return
    try {
      await house.outside.mail.send(toMessage(row))
    } catch (error) {
      const permanent = (error instanceof MailFailure && error.permanent) || row.attempts + 1 >= triesMax
      const message = (error as Error).message
      house.outside.log.warn({ emailId, permanent, err: error }, 'an e-mail did not go out')
      await writeDown(house, row, { emailId, state: permanent ? 'failed' : 'queued', error: message })
      if (permanent) return
      throw error
    }
    await writeDown(house, row, { emailId, state: 'sent', error: null })
  },
})

async function load(house: House, emailId: string): Promise<EmailRow | undefined> {
  return acrossCompanies(house, 'read', async (scope) => {
    const [row] = await scope.sql<EmailRow>(
      'mail.load',
      `SELECT id, company_id AS "companyId", to_email AS "toEmail", from_name AS "fromName", reply_to AS "replyTo", subject,
              text_body AS "textBody", html_body AS "htmlBody", attachments, attempts
       FROM outbound_emails WHERE id = $1 AND state = 'queued'`,
      [emailId],
    )
    return row
  })
}

/**
 * State and fact in one transaction. What was really sent keeps no body: it may hold the link of a document or of a
 * new password, and these are nowhere else in clear. The outbox of a developer keeps it.
 */
async function writeDown(house: House, row: EmailRow, tried: EmailTried): Promise<void> {
  const clear = tried.state === 'sent' && house.outside.settings.email.host !== undefined
  await acrossCompanies(house, 'write', async (scope) => {
    await scope.sql(
      'mail.tried',
      `UPDATE outbound_emails SET state = $2, last_error = $3, attempts = attempts + 1,
              sent_at = CASE WHEN $2 = 'sent' THEN $4::timestamptz END,
              text_body = CASE WHEN $5 THEN '' ELSE text_body END, html_body = CASE WHEN $5 THEN '' ELSE html_body END,
              attachments = CASE WHEN $5 THEN '[]' ELSE attachments END
       WHERE id = $1`,
      [row.id, tried.state, tried.error, scope.now, clear],
    )
    if (row.companyId === null) return
    await scope.outside.outbox.put({ ...scope, companyId: row.companyId }, [{ fact: emailTried, payload: tried }])
  })
}

function toMessage(row: EmailRow): MailMessage {
  return {
    id: row.id,
    to: row.toEmail,
    subject: row.subject,
    text: row.textBody,
    html: row.htmlBody,
    ...(row.fromName === null ? {} : { fromName: row.fromName }),
    ...(row.replyTo === null ? {} : { replyTo: row.replyTo }),
    attachments: row.attachments.map(({ filename, contentType, base64 }) => ({
      filename,
      contentType,
      content: Buffer.from(base64, 'base64'),
    })),
  }
}
