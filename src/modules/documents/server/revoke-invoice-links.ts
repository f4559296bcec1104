import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { revokeLinks } from './public-link.ts'
import { loadDocument } from './store.ts'

export const revokeInvoiceLinks = command({
  name: 'documents.revokeInvoiceLinks',
  needs: 'documents:send',
  input: contract.revokeInvoiceLinks.input,
  async run(scope, { invoiceId }) {
    await loadDocument(scope, 'invoice', invoiceId)
    const revoked = await revokeLinks(scope, invoiceId)
    audit(scope, { subjectType: 'invoice', subjectId: invoiceId, after: { linksRevoked: revoked } })
    signal(scope, 'invoices', invoiceId)
    return { revoked }
  },
})
