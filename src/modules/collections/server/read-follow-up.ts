import { companyToday } from '#modules/companies/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { dueFee } from './charge-late-fee.ts'
import { loadDueInvoice } from './due.ts'
import { clientEmailOf, nextReminderOn } from './reminder-queries.ts'
import { findSettings } from './settings-store.ts'

type Reminder = contract.Reminder
type Fee = contract.InvoiceFollowUp['lateFees'][number]

export const readInvoiceFollowUp = query({
  name: 'collections.readInvoiceFollowUp',
  needs: 'documents:read',
  input: contract.readInvoiceFollowUp.input,
  async run(scope, { invoiceId }) {
    const invoice = await loadDueInvoice(scope, invoiceId)
    const today = await companyToday(scope)
    const settings = await findSettings(scope)
    const muted = await isMuted(scope, invoiceId)
    const remindersOn = settings?.remindersOn ?? false
    const live = remindersOn && !muted && invoice.netDueCents > 0
    return {
      ...{ muted, remindersOn, netDueCents: invoice.netDueCents },
      overdue: invoice.netDueCents > 0 && invoice.dueOn < today,
      clientEmail: await clientEmailOf(scope, invoice.clientId),
      nextReminderOn: live ? await nextReminderOn(scope, invoice, today) : null,
      reminders: await remindersOf(scope, invoiceId),
      lateFeeCents: (await dueFee(scope, invoice))?.cents ?? null,
      lateFees: await feesOf(scope, invoiceId),
    }
  },
})

async function isMuted(scope: Scope, invoiceId: string): Promise<boolean> {
  const found = await scope.sql(
    'collections.muted',
    'SELECT 1 FROM reminder_mutes WHERE company_id = $1 AND document_id = $2',
    [scope.companyId, invoiceId],
  )
  return found.length > 0
}

async function remindersOf(scope: Scope, invoiceId: string): Promise<Reminder[]> {
  return scope.sql<Reminder>(
    'collections.reminders',
    `SELECT id, to_email AS "toEmail", subject, amount_cents AS "amountCents", rule_id IS NULL AS "byHand", state, error,
            created_at AS "createdAt", finished_at AS "finishedAt"
     FROM reminders WHERE company_id = $1 AND document_id = $2 ORDER BY created_at DESC, id DESC LIMIT 50`,
    [scope.companyId, invoiceId],
  )
}

async function feesOf(scope: Scope, invoiceId: string): Promise<Fee[]> {
  return scope.sql<Fee>(
    'collections.lateFees',
    `SELECT d.id AS "invoiceId", f.period_on::text AS "periodOn", d.number, d.state, d.total_cents AS "totalCents"
     FROM late_fees f JOIN documents d ON d.company_id = f.company_id AND d.id = f.fee_document_id
     WHERE f.company_id = $1 AND f.document_id = $2 AND d.deleted_at IS NULL ORDER BY f.period_on DESC LIMIT 50`,
    [scope.companyId, invoiceId],
  )
}
