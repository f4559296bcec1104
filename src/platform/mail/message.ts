import { emailAddress } from '#kernel/text.ts'
import { MailFailure } from './failure.ts'

export type MailAttachment = { filename: string; content: Buffer; contentType: string }

export type MailMessage = {
  to: string
  /** Shown instead of the installation's own name: the company's. */
  fromName?: string
  replyTo?: string
  subject: string
  text: string
  html: string
  attachments?: readonly MailAttachment[]
  /** The left half of the Message-ID. A job that tries again gives the same one, so that a mailbox can drop the second. */
  id?: string
}

/** The message as it may go out: addresses checked, everything that becomes a header on one line. */
export function checkedMessage(message: MailMessage): MailMessage {
  const { fromName, replyTo, attachments, id } = message
  return {
    to: checkedAddress(message.to),
    subject: headerText(message.subject),
    text: message.text,
    html: message.html,
    ...(fromName === undefined ? {} : { fromName: headerText(fromName) }),
    ...(replyTo === undefined ? {} : { replyTo: checkedAddress(replyTo) }),
    ...(attachments === undefined ? {} : { attachments: attachments.map(checkedAttachment) }),
    ...(id === undefined ? {} : { id: id.replace(/[^\w.-]/g, '') }),
  }
}

/** One address and nothing else: no list, no name, no line break. */
export function checkedAddress(address: string): string {
  const parsed = emailAddress.safeParse(address)
  if (parsed.success) return parsed.data
  throw new MailFailure(`${JSON.stringify(address)} is not an e-mail address`, { permanent: true })
}

/** Text that becomes a header: a line break in it would begin another header. */
export function headerText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 300)
}

function checkedAttachment({ filename, content, contentType }: MailAttachment): MailAttachment {
  const plain = /^[\w.+-]+\/[\w.+-]+$/.test(contentType)
  return {
    filename: headerText(filename).replace(/[/\\"<>|:*?]/g, '-') || 'file',
    content,
    contentType: plain ? contentType : 'application/octet-stream',
  }
}
