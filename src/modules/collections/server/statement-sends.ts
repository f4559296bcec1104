import type { PlainDate } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { announce } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { StatementSend } from '../contract.ts'

export const statementWanted = 'statement_wanted'

export type SendRow = StatementSend & { message: string | null; emailId: string | null }

const columns = `id, client_id AS "clientId", tone, origin, send_on::text AS "sendOn", from_on::text AS "from", to_on::text AS "to", to_email AS "toEmail",
  message, state, error, closing_cents AS "closingCents", email_id AS "emailId", created_at AS "createdAt", finished_at AS "finishedAt"`

export function toSend({ message: _message, emailId: _emailId, ...send }: SendRow): StatementSend {
  return send
}

type NewSend = Pick<SendRow, 'id' | 'clientId' | 'tone' | 'origin' | 'sendOn' | 'from' | 'to' | 'toEmail' | 'message'>

/** Undefined when the statement of this month was made before. */
export async function insertSend(scope: Scope, send: NewSend): Promise<SendRow | undefined> {
  const [row] = await scope.sql<SendRow>(
    'collections.insertSend',
    `INSERT INTO statement_sends (company_id, id, client_id, tone, origin, send_on, from_on, to_on, to_email, message, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING ${columns}`,
    [
      ...[scope.companyId, send.id, send.clientId, send.tone, send.origin, send.sendOn, send.from, send.to],
      ...[send.toEmail, send.message, scope.now],
    ],
  )
  return row
}

export async function loadSendForUpdate(scope: Scope, id: string): Promise<SendRow> {
  const [row] = await scope.sql<SendRow>(
    'collections.loadSend',
    `SELECT ${columns} FROM statement_sends WHERE company_id = $1 AND id = $2 FOR UPDATE`,
    [scope.companyId, id],
  )
  if (!row) throw new Refusal('not_found')
  return row
}

/** Hands it to the job that makes the PDF and the e-mail. */
export async function queueSend(scope: Scope, send: SendRow): Promise<SendRow> {
  announce(scope, statementWanted, { statementSendId: send.id })
  return saveSend(scope, send.id, { state: 'queued', error: null, closingCents: null, emailId: null })
}

export async function saveSend(
  scope: Scope,
  id: string,
  { state, error, closingCents, emailId }: Pick<SendRow, 'state' | 'error' | 'closingCents' | 'emailId'>,
): Promise<SendRow> {
  const over = state === 'cancelled' || state === 'failed'
  const [row] = await scope.sql<SendRow>(
    'collections.saveSend',
    `UPDATE statement_sends SET state = $3, error = $4, closing_cents = $5, email_id = $6, finished_at = $7
     WHERE company_id = $1 AND id = $2 RETURNING ${columns}`,
    [scope.companyId, id, state, error, closingCents, emailId, over ? scope.now : null],
  )
  return row as SendRow
}

export async function sendsOf(scope: Scope, clientId: string): Promise<SendRow[]> {
  return scope.sql<SendRow>(
    'collections.sends',
    `SELECT ${columns} FROM statement_sends WHERE company_id = $1 AND client_id = $2 ORDER BY created_at DESC, id DESC LIMIT 50`,
    [scope.companyId, clientId],
  )
}

/** Sends whose day has come. */
export async function dueSends(scope: Scope, today: PlainDate, after: string, limit: number): Promise<string[]> {
  const rows = await scope.sql<{ id: string }>(
    'collections.dueSends',
    `SELECT id FROM statement_sends WHERE company_id = $1 AND state = 'scheduled' AND send_on <= $2 AND id > $4::uuid
     ORDER BY id LIMIT $3`,
    [scope.companyId, today, limit, after],
  )
  return rows.map((row) => row.id)
}

/** Clients that get last month's statement and have not got it: those who owe or have credit, and an address. */
export async function dueMonthly(scope: Scope, to: PlainDate, after: string, limit: number): Promise<string[]> {
  const rows = await scope.sql<{ id: string }>(
    'collections.dueMonthly',
    `SELECT c.id FROM clients c
     LEFT JOIN collection_settings s ON s.company_id = c.company_id
     LEFT JOIN statement_choices o ON o.company_id = c.company_id AND o.client_id = c.id
     WHERE c.company_id = $1 AND c.deleted_at IS NULL AND c.email IS NOT NULL AND coalesce(o.monthly, s.statements_monthly, false)
       AND (c.credit_cents > 0 OR EXISTS (SELECT FROM documents d WHERE d.company_id = c.company_id AND d.client_id = c.id
         AND d.document_type = 'invoice' AND d.state <> 'draft' AND d.balance_due_cents > 0))
       AND NOT EXISTS (SELECT FROM statement_sends x WHERE x.company_id = c.company_id AND x.client_id = c.id AND x.origin = 'monthly' AND x.to_on = $2)
       AND c.id > $4::uuid
     ORDER BY c.id LIMIT $3`,
    [scope.companyId, to, limit, after],
  )
  return rows.map((row) => row.id)
}
