import { z } from 'zod'
import { formatDate, type PlainDate } from '#kernel/calendar.ts'
import { Id } from '#kernel/ids.ts'
import { formatMoney } from '#kernel/money.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { mailLayout } from '#platform/mail/layout.ts'
import { queueEmail } from '#platform/mail/queue.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { Statement } from '../contract.ts'
import * as contract from '../contract.ts'
import { closingOf } from '../domain/closing.ts'
import { filled, statementTexts } from '../domain/texts.ts'
import { followEmail } from './reminder-queries.ts'
import { loadStatement } from './statement.ts'
import { makeStatementLink } from './statement-links.ts'
import { renderStatement, statementName } from './statement-paper.ts'
import { loadSendForUpdate, saveSend } from './statement-sends.ts'

/** Makes the PDF of a queued statement and hands the e-mail over. A reminder of a balance that is gone is cancelled. */
export const deliverStatement = command({
  name: 'collections.deliverStatement',
  needs: 'documents:send',
  input: z.object({ statementSendId: Id }),
  async run(scope, { statementSendId }) {
    const send = await loadSendForUpdate(scope, statementSendId)
    if (send.state !== 'queued' || send.emailId !== null) return null
    const today = await companyToday(scope)
    // A reminder speaks of the day on which it goes out, whatever period was looked at when it was asked for.
    const { statement, head } = await loadStatement(scope, send.tone === 'statement' ? send : { ...send, to: today })
    const { closingCents } = statement
    const askedCents = send.tone === 'past_due' ? await pastDue(scope, statement, today) : closingCents
    signal(scope, 'collections', send.clientId)
    if (send.tone !== 'statement' && askedCents <= 0) {
      const error = `Nothing was ${send.tone === 'past_due' ? 'past due' : 'due'} any more.`
      const gone = { state: 'cancelled', error, closingCents, emailId: null } as const
      await saveSend(scope, send.id, gone)
      return null
    }
    const { company } = head
    const { parts, net } = closingOf(statement)
    const money = (cents: number) => formatMoney(cents, company.currency, company.locale)
    const amount = money(Math.max(askedCents, 0))
    const until = formatDate(statement.to, company.locale)
    const filling = { client: head.to.name, number: '', amount, due: until, company: company.name }
    const title = `Statement from ${company.name}`
    const content = await renderStatement(scope, statement, head)
    const { url } = await makeStatementLink(scope, statement)
    const emailId = await queueEmail(scope, {
      ...{ kind: 'statement', to: send.toEmail, fromName: company.name, subject: `${title}, ${until}` },
      ...(company.email ? { replyTo: company.email } : {}),
      ...mailLayout({
        preheader: `${amount} ${send.tone === 'past_due' ? 'past due' : 'open'} on ${until}`,
        title,
        paragraphs: filled(send.message ?? statementTexts[send.tone], filling).split(/\n{2,}/),
        button: { text: 'View statement', url },
        facts: [
          ['Period', `${formatDate(statement.from, company.locale)} – ${until}`],
          ...[...parts, net].map(({ label, cents }): [string, string] => [label, money(cents)]),
        ],
        footer: `${company.name} sent you this.${company.email ? ' Answer this e-mail to reach them.' : ''}`,
        companyName: company.name,
      }),
      attachments: [{ filename: statementName(statement), contentType: 'application/pdf', content }],
    })
    await saveSend(scope, send.id, { state: 'queued', error: null, closingCents, emailId })
    audit(scope, { subjectType: 'client', subjectId: send.clientId, after: { statementSentTo: send.toEmail } })
    return { emailId }
  },
})

/** What is late of what a client owes: its unused credit goes to the oldest first. */
async function pastDue(scope: Scope, { clientId, closingCents, creditCents }: Statement, today: PlainDate) {
  const [late] = await scope.sql<{ cents: number }>(
    'collections.pastDue',
    `SELECT coalesce(sum(balance_due_cents), 0)::bigint AS cents FROM documents
     WHERE company_id = $1 AND client_id = $2 AND document_type = 'invoice' AND state <> 'draft' AND balance_due_cents > 0 AND due_on < $3`,
    [scope.companyId, clientId, today],
  )
  return Math.min(closingCents, (late?.cents ?? 0) - creditCents)
}

/** Writes down what became of the e-mail of a reminder or a statement; other e-mails are passed over. */
export const recordTried = command({
  name: 'collections.recordTried',
  needs: 'documents:send',
  input: z.object({ emailId: Id, state: contract.Reminder.shape.state, error: z.string().nullable() }),
  async run(scope, tried) {
    const { invoiceIds, clientIds } = await followEmail(scope, tried)
    for (const subjectId of invoiceIds) {
      audit(scope, { subjectType: 'invoice', subjectId, after: { reminder: tried.state, error: tried.error } })
      signal(scope, 'invoices', subjectId)
    }
    for (const subjectId of clientIds) {
      audit(scope, { subjectType: 'client', subjectId, after: { statement: tried.state, error: tried.error } })
      signal(scope, 'collections', subjectId)
    }
    return null
  },
})
