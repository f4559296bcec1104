import nodemailer from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js'
import { newId } from '#kernel/ids.ts'
import { asMailFailure } from './failure.ts'
import { checkedAddress, checkedMessage, headerText, type MailMessage } from './message.ts'

export type SmtpSettings = {
  host: string
  port: number
  /** TLS from the first byte (port 465). Otherwise STARTTLS, where offered. */
  secure: boolean
  user?: string
  password?: string
  /** `billing@example.com` or `EZ360PM <billing@example.com>`. */
  from: string
  /** No mail without TLS. By default when there is a password to protect and the server is another machine. */
  requireTls?: boolean
  connectionTimeoutMs?: number
  /** Longest silence of the server. */
  socketTimeoutMs?: number
  /** For one mail altogether, however slowly the server talks: a failure is to be known within a minute. */
  totalTimeoutMs?: number
}

/** A connection per mail; file and URL content is switched off, so a mail makes no other request. */
export function createSmtp(settings: SmtpSettings): { send(message: MailMessage): Promise<{ messageId: string }> } {
  const from = senderOf(settings.from)
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  const transport = nodemailer.createTransport(optionsOf(settings))
  const totalTimeoutMs = settings.totalTimeoutMs ?? 45_000

  return {
    async send(message) {
      const { fromName, id = newId(), attachments = [], ...mail } = checkedMessage(message)
      const messageId = `<${id}@${domain}>`
      const options = {
        ...mail,
        // as objects, so that no text in them is read as a list of addresses
        to: { name: '', address: mail.to },
        from: { name: fromName || from.name, address: from.address },
        ...(mail.replyTo ? { replyTo: { name: '', address: mail.replyTo } } : {}),
        attachments: [...attachments],
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: AbortSignal.timeout(totalTimeoutMs),
      }
      try {
        await transport.sendMail(options)
        return { messageId }
      } catch (error) {
        throw asMailFailure(error)
      }
    },
  }
}

function optionsOf(settings: SmtpSettings): SMTPTransport.Options {
  const { host, port, secure, user, password = '' } = settings
  const connectionTimeout = settings.connectionTimeoutMs ?? 10_000
  return {
    host,
    port,
    secure,
    requireTLS: settings.requireTls ?? (!secure && user !== undefined && !isThisMachine(host)),
    ...(user === undefined ? {} : { auth: { user, pass: password } }),
    connectionTimeout,
    greetingTimeout: connectionTimeout,
    dnsTimeout: connectionTimeout,
    socketTimeout: settings.socketTimeoutMs ?? 30_000,
  }
}

function senderOf(from: string): { name: string; address: string } {
  const [, name = '', address = from] = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/.exec(from) ?? []
  return { name: headerText(name), address: checkedAddress(address) }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
