import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { countBilledWork } from './billed-work.ts'
import { loadDeliveries } from './deliveries.ts'
import { loadPaper } from './paper.ts'
import { loadLinkFacts } from './queries.ts'
import { loadDocument } from './store.ts'
import { toInvoice } from './to-invoice.ts'

/** One invoice with everything around it; a fixed number of statements. */
export const readInvoice = query({
  name: 'documents.readInvoice',
  needs: 'documents:read',
  input: contract.readInvoice.input,
  async run(scope, { invoiceId }) {
    const row = await loadDocument(scope, 'invoice', invoiceId)
    const { lines, company, from, to, project, today } = await loadPaper(scope, row)
    const deliveries = await loadDeliveries(scope, { documentId: invoiceId })
    const billed = await countBilledWork(scope, invoiceId)
    return {
      ...toInvoice(row, lines, today),
      ...(await loadLinkFacts(scope, invoiceId)),
      currency: company.currency,
      locale: company.locale,
      company: { ...from, accentColor: company.accentColor, logoMediaId: company.logoMediaId },
      client: to,
      clientName: to.name,
      project,
      deliveries,
      deliveryState: deliveries[0]?.state ?? null,
      timeEntryCount: billed.timeEntries,
      expenseCount: billed.expenses,
    }
  },
})
