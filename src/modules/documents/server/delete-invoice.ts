import { Refusal } from '#kernel/refusal.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { isLocked } from '../domain/invoice.ts'
import { releaseWork } from './billed-work.ts'
import { loadDocumentForUpdate, saveMoved } from './store.ts'
import { audited } from './to-invoice.ts'

/** Deletes a draft and frees its time and expenses. What was sent stays for ever. */
export const deleteInvoice = command({
  name: 'documents.deleteInvoice',
  needs: 'documents:write',
  input: contract.deleteInvoice.input,
  async run(scope, { invoiceId }) {
    const row = await loadDocumentForUpdate(scope, 'invoice', invoiceId)
    checkRevision(scope, row)
    if (isLocked(row.state)) throw new Refusal('document_locked', { state: row.state })
    await saveMoved(scope, 'deleted', invoiceId, { deletedAt: scope.now })
    await releaseWork(scope, invoiceId)
    audit(scope, { subjectType: 'invoice', subjectId: invoiceId, before: audited(row) })
    signal(scope, 'invoices', invoiceId)
    return null
  },
})
