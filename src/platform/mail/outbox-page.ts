import type { FastifyInstance, FastifyReply } from 'fastify'
import { isId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { House } from '../runner.ts'
import { acrossCompanies } from '../scope.ts'
import { escapeHtml } from './layout.ts'
import { framedMail, listPage, mailPage, type OutboxMail, outboxStyle } from './outbox-view.ts'
import type { StoredAttachment } from './queue.ts'

/** In development, without an SMTP server, mails are read here: `/outbox`. Elsewhere the page does not exist. */
export function mountOutbox(app: FastifyInstance, house: House): void {
  const { mode, email } = house.outside.settings
  if (mode !== 'dev' || email.host) return

  app.get('/outbox', async (request, reply) => sendPage(reply, request.styleNonce, listPage(await recent(house))))

  app.get<{ Params: { emailId: string } }>('/outbox/:emailId', async (request, reply) =>
    sendPage(reply, request.styleNonce, mailPage(await load(house, request.params.emailId))),
  )

  app.get<{ Params: { emailId: string } }>('/outbox/:emailId/html', async (request, reply) => {
    const mail = await load(house, request.params.emailId)
    // The mail is a stranger here: no scripts, no forms, an origin of its own; its links open beside it.
    reply.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    )
    reply.header('x-frame-options', 'SAMEORIGIN')
    return reply.type('text/html; charset=utf-8').send(framedMail(mail.htmlBody))
  })

  app.get<{ Params: { emailId: string; index: string } }>('/outbox/:emailId/files/:index', async (request, reply) => {
    const mail = await load(house, request.params.emailId)
    const file = mail.attachments[Number(request.params.index)]
    if (!file) throw new Refusal('not_found')
    const name = file.filename.replace(/[^\w.-]+/g, '-')
    reply.header('content-disposition', `attachment; filename="${name}"`)
    return reply.type(file.contentType).send(Buffer.from(file.base64, 'base64'))
  })
}

function sendPage(reply: FastifyReply, nonce: string, { title, body }: { title: string; body: string }) {
  return reply.type('text/html; charset=utf-8').send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style nonce="${nonce}">${outboxStyle}</style></head><body>${body}</body></html>`)
}

const columns = `id, kind, to_email AS "toEmail", subject, state, created_at AS "createdAt"`

async function recent(house: House): Promise<OutboxMail[]> {
  return read(
    house,
    'mail.outbox',
    `SELECT ${columns} FROM outbound_emails ORDER BY created_at DESC, id DESC LIMIT 100`,
  )
}

type WholeMail = OutboxMail & { textBody: string; htmlBody: string; attachments: StoredAttachment[] }

async function load(house: House, emailId: string): Promise<WholeMail> {
  if (!isId(emailId)) throw new Refusal('not_found')
  const [mail] = await read<WholeMail>(
    house,
    'mail.outboxMail',
    `SELECT ${columns}, text_body AS "textBody", html_body AS "htmlBody", attachments FROM outbound_emails WHERE id = $1`,
    [emailId],
  )
  if (!mail) throw new Refusal('not_found')
  return mail
}

/** A developer's outbox shows the mail of all companies. */
const read = <Row extends OutboxMail>(house: House, name: string, text: string, values: readonly string[] = []) =>
  acrossCompanies(house, 'read', (open): Promise<Row[]> => open.sql<Row>(name, text, values))
