import { companyToday } from '#modules/companies/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadDocumentForUpdate, loadLines, saveMoved } from './store.ts'
import { toInvoice } from './to-invoice.ts'

/** The note that only the company sees; it may change on a locked invoice too. */
export const updateInvoiceNote = command({
  name: 'documents.updateInvoiceNote',
  needs: 'documents:write',
  input: contract.updateInvoiceNote.input,
  async run(scope, { invoiceId, internalNote }) {
    const row = await loadDocumentForUpdate(scope, 'invoice', invoiceId)
    const lines = await loadLines(scope, invoiceId)
    const today = await companyToday(scope)
    checkRevision(scope, toInvoice(row, lines, today))
    const saved = await saveMoved(scope, 'note', invoiceId, { internalNote })
    const before = { internalNote: row.internalNote }
    audit(scope, { subjectType: 'invoice', subjectId: invoiceId, before, after: { internalNote } })
    signal(scope, 'invoices', invoiceId)
    return toInvoice({ ...saved, closedBy: row.closedBy ?? null }, lines, today)
  },
})
