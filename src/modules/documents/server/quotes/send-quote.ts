import { Refusal } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { companyToday, takeNextNumber } from '#modules/companies/server/index.ts'
import { loadProject } from '#modules/projects/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { announce, audit, signal } from '#platform/record.ts'
import { quotes } from '../../contract.ts'
import { isOut } from '../../domain/invoice.ts'
import { assertQuoteSendable, type QuoteType } from '../../domain/quote.ts'
import { queueDelivery } from '../deliveries.ts'
import { loadDocument, loadDocumentForUpdate, loadLines, type QuoteRow, saveMoved } from '../store.ts'
import { audited } from '../to-invoice.ts'
import { commandName } from './names.ts'
import { toQuote } from './to-quote.ts'

/** Numbers and locks an estimate or proposal; nothing is posted, for nothing is owed yet. The e-mail follows in a job. */
export const sendQuote = (type: QuoteType) =>
  command({
    name: commandName('send', type),
    needs: 'documents:send',
    money: true,
    input: quotes[type].send.input,
    async run(scope, { documentId, email }) {
      const row = await loadDocumentForUpdate(scope, type, documentId)
      const lines = await loadLines(scope, documentId)
      const today = await companyToday(scope)
      checkRevision(scope, toQuote(row, lines, today))
      assertQuoteSendable({ ...row, lines })
      if (email !== null) {
        const toEmail = email?.to ?? (await loadClient(scope, row.clientId)).email
        if (toEmail !== null) await queueDelivery(scope, { documentId, toEmail, message: email?.message ?? null })
      }
      const project = row.projectId === null ? null : await loadProject(scope, row.projectId)
      const { number, period, seq } = await takeNextNumber(scope, type, row.issuedOn, project)
      const saved = await saveMoved<QuoteRow>(scope, 'sent', documentId, {
        state: 'sent',
        number,
        numberPeriod: period,
        numberSeq: seq,
        issuedOn: row.issuedOn,
        dueOn: null,
        balanceDueCents: 0,
        sentAt: scope.now,
      })
      announce(scope, `${type}_sent`, { documentId, number, clientId: saved.clientId, totalCents: saved.totalCents })
      audit(scope, { subjectType: type, subjectId: documentId, before: audited(row), after: audited(saved) })
      signal(scope, 'quotes', documentId)
      return toQuote(saved, lines, today)
    },
  })

/** Once more by e-mail, to the client or to another address. */
export const emailQuote = (type: QuoteType) =>
  command({
    name: commandName('email', type),
    needs: 'documents:send',
    input: quotes[type].email.input,
    async run(scope, { documentId, to, message }) {
      const row = await loadDocument(scope, type, documentId)
      if (!isOut(row.state)) throw new Refusal('quote_not_sent', { state: row.state })
      const toEmail = to ?? (await loadClient(scope, row.clientId)).email
      if (toEmail === null) throw new Refusal('email_unknown')
      const delivery = await queueDelivery(scope, { documentId, toEmail, message })
      audit(scope, { subjectType: type, subjectId: documentId, after: { emailedTo: toEmail } })
      signal(scope, 'quotes', documentId)
      return delivery
    },
  })
