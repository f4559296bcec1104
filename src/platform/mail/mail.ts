import { newId } from '#kernel/ids.ts'
import { checkedMessage, type MailMessage } from './message.ts'
import { createSmtp, type SmtpSettings } from './smtp.ts'

export type { MailMessage } from './message.ts'

export type MailSettings = { mode: 'outbox' } | ({ mode: 'smtp' } & SmtpSettings)

export type MailTransport = {
  /** Hands one mail over. Fails with `MailFailure`, which says whether another try makes sense. */
  send(message: MailMessage): Promise<{ messageId: string }>
}

/** SMTP, or the outbox: there nothing goes out, and the log of mails is what the developer looks at. */
export function createMail(settings: MailSettings): MailTransport {
  if (settings.mode === 'smtp') return createSmtp(settings)
  return {
    async send(message) {
      const { id = newId() } = checkedMessage(message)
      return { messageId: `<${id}@outbox.localhost>` }
    },
  }
}
