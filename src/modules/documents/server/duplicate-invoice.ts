import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { startInvoice } from './start-invoice.ts'
import { loadDocument, loadLines } from './store.ts'
import { depositOf, discountOf, keptAccounts, lineInput } from './to-invoice.ts'

/** A new draft that says the same, dated today. The time that the old one bills stays with the old one. */
export const duplicateInvoice = command({
  name: 'documents.duplicateInvoice',
  needs: 'documents:write',
  money: true,
  input: contract.duplicateInvoice.input,
  async run(scope, { invoiceId, id }) {
    const row = await loadDocument(scope, 'invoice', invoiceId)
    const lines = await loadLines(scope, invoiceId)
    const { clientId, projectId, header, footer, notes, terms } = row
    return startInvoice(
      scope,
      {
        ...{ id, clientId, projectId, header, footer, notes, terms },
        internalNote: null,
        discount: discountOf(row),
        deposit: depositOf(row),
        lines: lines.map((line) => ({ ...lineInput(line), id: undefined })),
      },
      keptAccounts(lines),
    )
  },
})
