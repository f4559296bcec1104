import { Refusal } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { isOut } from '../domain/invoice.ts'
import { queueDelivery } from './deliveries.ts'
import { loadDocument } from './store.ts'

/** The same invoice once more by e-mail, to the client or to another address. */
export const emailInvoice = command({
  name: 'documents.emailInvoice',
  needs: 'documents:send',
  input: contract.emailInvoice.input,
  async run(scope, { invoiceId, to, message }) {
    const row = await loadDocument(scope, 'invoice', invoiceId)
    if (!isOut(row.state)) throw new Refusal('invoice_not_sent', { state: row.state })
    const toEmail = to ?? (await loadClient(scope, row.clientId)).email
    if (toEmail === null) throw new Refusal('email_unknown')
    const delivery = await queueDelivery(scope, { documentId: invoiceId, toEmail, message })
    audit(scope, { subjectType: 'invoice', subjectId: invoiceId, after: { emailedTo: toEmail } })
    signal(scope, 'invoices', invoiceId)
    return delivery
  },
})
