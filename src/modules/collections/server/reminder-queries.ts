import type { PlainDate } from '#kernel/calendar.ts'
import type { EmailTried } from '#platform/mail/queue.ts'
import type { Scope } from '#platform/scope.ts'

/** A reminder that could not go on its day goes within so many days after it, and then not at all. */
const lateDays = 3

/** An invoice and the rule by which its client is reminded. */
type DueReminder = [invoiceId: string, ruleId: string]

/** Whom to remind today, in the order of invoices and rules. What is due net of credit is looked at again when each is sent. */
export async function dueReminders(
  scope: Scope,
  today: PlainDate,
  after: DueReminder,
  limit: number,
): Promise<DueReminder[]> {
  const rows = await scope.sql<{ invoiceId: string; ruleId: string }>(
    'collections.dueReminders',
    `SELECT r.id AS "ruleId", d.id AS "invoiceId"
     FROM collection_settings s
     JOIN reminder_rules r ON r.company_id = s.company_id AND r.retired_at IS NULL
     JOIN documents d ON d.company_id = r.company_id AND d.document_type = 'invoice' AND d.state <> 'draft' AND d.balance_due_cents > 0
       AND d.due_on BETWEEN $2::date - r.offset_days - ${lateDays} AND $2::date - r.offset_days
       AND d.due_on + r.offset_days >= s.reminders_since
     JOIN clients c ON c.company_id = d.company_id AND c.id = d.client_id AND c.email IS NOT NULL AND c.deleted_at IS NULL
     WHERE s.company_id = $1 AND s.reminders_on
       AND NOT EXISTS (SELECT FROM reminder_mutes m WHERE m.company_id = d.company_id AND m.document_id = d.id)
       AND NOT EXISTS (SELECT FROM reminders x WHERE x.company_id = d.company_id AND x.document_id = d.id AND x.rule_id = r.id)
       AND (d.id, r.id) > ($4::uuid, $5::uuid)
     ORDER BY d.id, r.id LIMIT $3`,
    [scope.companyId, today, limit, ...after],
  )
  return rows.map(({ invoiceId, ruleId }) => [invoiceId, ruleId])
}

/** Invoices that may owe a late fee today; the command decides. */
export async function dueLateFees(scope: Scope, today: PlainDate, after: string, limit: number): Promise<string[]> {
  const rows = await scope.sql<{ invoiceId: string }>(
    'collections.dueLateFees',
    `SELECT d.id AS "invoiceId" FROM collection_settings s
     JOIN documents d ON d.company_id = s.company_id AND d.document_type = 'invoice' AND d.state <> 'draft' AND d.balance_due_cents > 0
       AND d.due_on < $2::date - s.late_fee_grace_days AND d.due_on >= s.late_fee_since AND d.late_fee_for_id IS NULL
     WHERE s.company_id = $1 AND s.late_fee_kind <> 'none'
       AND NOT EXISTS (SELECT FROM late_fees f WHERE f.company_id = d.company_id AND f.document_id = d.id
         AND (s.late_fee_repeat = 'once' OR f.period_on + interval '1 month' > $2::date))
       AND d.id > $4::uuid
     ORDER BY d.id LIMIT $3`,
    [scope.companyId, today, limit, after],
  )
  return rows.map((row) => row.invoiceId)
}

/** The day of the first rule that has not been used on the invoice and is still to come. */
export async function nextReminderOn(
  scope: Scope,
  invoice: { id: string; dueOn: PlainDate },
  today: PlainDate,
): Promise<PlainDate | null> {
  const [found] = await scope.sql<{ day: PlainDate }>(
    'collections.nextReminder',
    `SELECT greatest($3::date + r.offset_days, $4::date)::text AS day FROM reminder_rules r
     JOIN collection_settings s ON s.company_id = r.company_id
     WHERE r.company_id = $1 AND r.retired_at IS NULL AND $3::date + r.offset_days >= greatest($4::date - ${lateDays}, s.reminders_since)
       AND NOT EXISTS (SELECT FROM reminders x WHERE x.company_id = r.company_id AND x.document_id = $2 AND x.rule_id = r.id)
     ORDER BY r.offset_days LIMIT 1`,
    [scope.companyId, invoice.id, invoice.dueOn, today],
  )
  return found?.day ?? null
}

export async function clientEmailOf(scope: Scope, clientId: string): Promise<string | null> {
  const [client] = await scope.sql<{ email: string | null }>(
    'collections.clientEmail',
    'SELECT email FROM clients WHERE company_id = $1 AND id = $2',
    [scope.companyId, clientId],
  )
  return client?.email ?? null
}

/** What became of the e-mail of a reminder or a statement; answers the invoices and clients concerned. */
export async function followEmail(scope: Scope, { emailId, state, error }: EmailTried) {
  const finished = state === 'queued' ? null : scope.now
  const reminded = await scope.sql<{ id: string }>(
    'collections.followReminder',
    `UPDATE reminders SET state = $3, error = $4, finished_at = $5 WHERE company_id = $1 AND email_id = $2 AND state = 'queued'
     RETURNING document_id AS id`,
    [scope.companyId, emailId, state, error, finished],
  )
  const stated = await scope.sql<{ id: string }>(
    'collections.followStatement',
    `UPDATE statement_sends SET state = $3, error = $4, finished_at = $5 WHERE company_id = $1 AND email_id = $2 AND state = 'queued'
     RETURNING client_id AS id`,
    [scope.companyId, emailId, state, error, finished],
  )
  return { invoiceIds: reminded.map((row) => row.id), clientIds: stated.map((row) => row.id) }
}
