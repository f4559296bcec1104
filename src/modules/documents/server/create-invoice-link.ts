import { Refusal } from '#kernel/refusal.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { isOut } from '../domain/invoice.ts'
import { makeLink } from './public-link.ts'
import { loadDocument } from './store.ts'

/** A link to hand to the client in another way than by our e-mail. Each call makes a new one. */
export const createInvoiceLink = command({
  name: 'documents.createInvoiceLink',
  needs: 'documents:send',
  secretAnswer: true,
  input: contract.createInvoiceLink.input,
  async run(scope, { invoiceId }) {
    const { state } = await loadDocument(scope, 'invoice', invoiceId)
    if (!isOut(state)) throw new Refusal('invoice_not_sent', { state })
    const link = await makeLink(scope, invoiceId)
    audit(scope, { subjectType: 'invoice', subjectId: invoiceId, after: { linkUntil: link.expiresAt } })
    signal(scope, 'invoices', invoiceId)
    return link
  },
})
