import { z } from 'zod'
import { formatDate } from '#kernel/calendar.ts'
import { Id, newId } from '#kernel/ids.ts'
import { formatMoney } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClientForUpdate } from '#modules/clients/server/index.ts'
import { companyToday, loadCompany } from '#modules/companies/server/index.ts'
import { drafting } from '#modules/documents/server/index.ts'
import { mailLayout } from '#platform/mail/layout.ts'
import { queueEmail } from '#platform/mail/queue.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { filled, startingRules } from '../domain/texts.ts'
import { type DueInvoice, loadDueInvoice } from './due.ts'

type Words = { ruleId: string | null; subject: string; message: string }

/** By the daily look: once per invoice and rule. Answers null when there is nothing to remind of any more. */
export const remindByRule = command({
  name: 'collections.remindByRule',
  needs: 'documents:send',
  input: z.object({ ruleId: Id, invoiceId: Id }),
  async run(scope, { ruleId, invoiceId }) {
    const [rule] = await scope.sql<{ subject: string; message: string }>(
      'collections.rule',
      'SELECT subject, message FROM reminder_rules WHERE company_id = $1 AND id = $2 AND retired_at IS NULL',
      [scope.companyId, ruleId],
    )
    if (!rule) return null
    const due = await lockDue(scope, invoiceId)
    if (due.invoice.netDueCents === 0 || due.email === null) return null
    return remind(scope, due.invoice, due.email, { ruleId, ...rule })
  },
})

export const remindOfInvoice = command({
  name: 'collections.remindOfInvoice',
  needs: 'documents:send',
  input: contract.remindOfInvoice.input,
  async run(scope, { invoiceId, message }) {
    const { invoice, email } = await lockDue(scope, invoiceId)
    if (invoice.netDueCents === 0) throw new Refusal('reminder_nothing_due')
    if (email === null) throw new Refusal('email_unknown')
    const late = invoice.dueOn < (await companyToday(scope))
    const usual = startingRules[late ? 1 : 0]
    const sent = await remind(scope, invoice, email, {
      ...{ ruleId: null, subject: usual.subject, message: message ?? usual.message },
    })
    if (!sent) throw new Refusal('reminder_nothing_due')
    return sent
  },
})

/** The client is locked first, as money commands do: what is due stays so until the e-mail is queued. */
async function lockDue(scope: Scope, invoiceId: string): Promise<{ invoice: DueInvoice; email: string | null }> {
  const { clientId } = await loadDueInvoice(scope, invoiceId)
  const client = await loadClientForUpdate(scope, clientId)
  return { invoice: await loadDueInvoice(scope, invoiceId), email: client.email }
}

async function remind(
  scope: Scope,
  invoice: DueInvoice,
  toEmail: string,
  words: Words,
): Promise<contract.Reminder | null> {
  const company = await loadCompany(scope)
  const clientName = await nameOf(scope, invoice.clientId)
  const amount = formatMoney(invoice.netDueCents, company.currency, company.locale)
  const due = formatDate(invoice.dueOn, company.locale)
  const filling = { client: clientName, number: invoice.number, amount, due, company: company.name }
  const subject = filled(words.subject, filling).replaceAll('\n', ' ')
  const id = newId()
  const [row] = await scope.sql<{ id: string }>(
    'collections.insertReminder',
    `INSERT INTO reminders (company_id, id, document_id, rule_id, to_email, subject, amount_cents, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
    [scope.companyId, id, invoice.id, words.ruleId, toEmail, subject, invoice.netDueCents, scope.now],
  )
  if (!row) return null
  const { url } = await drafting.makeLink(scope, invoice.id)
  const emailId = await queueEmail(scope, {
    ...{ kind: 'reminder', to: toEmail, fromName: company.name, subject },
    ...(company.email ? { replyTo: company.email } : {}),
    ...mailLayout({
      preheader: `${amount} due ${due}`,
      title: subject,
      paragraphs: filled(words.message, filling).split(/\n{2,}/),
      button: { text: 'View invoice', url },
      facts: [
        ['Invoice', invoice.number],
        ['Due', due],
        ['Amount due', amount],
      ],
      footer: `${company.name} sent you this.${company.email ? ' Answer this e-mail to reach them.' : ''}`,
      companyName: company.name,
    }),
  })
  await scope.sql('collections.nameEmail', 'UPDATE reminders SET email_id = $3 WHERE company_id = $1 AND id = $2', [
    scope.companyId,
    id,
    emailId,
  ])
  audit(scope, { subjectType: 'invoice', subjectId: invoice.id, after: { remindedTo: toEmail, subject } })
  signal(scope, 'invoices', invoice.id)
  return {
    ...{ id, toEmail, subject, amountCents: invoice.netDueCents, byHand: words.ruleId === null },
    ...{ state: 'queued' as const, error: null, createdAt: scope.now, finishedAt: null },
  }
}

async function nameOf(scope: Scope, clientId: string): Promise<string> {
  const [client] = await scope.sql<{ name: string }>(
    'collections.clientName',
    'SELECT display_name AS name FROM clients WHERE company_id = $1 AND id = $2',
    [scope.companyId, clientId],
  )
  return client?.name ?? ''
}
