import { companyToday } from '#modules/companies/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { type InvoiceDocument, quotes } from '../../contract.ts'
import { assertConvertible, type QuoteType } from '../../domain/quote.ts'
import { findInvoiceOf } from '../quote-queries.ts'
import { startInvoice } from '../start-invoice.ts'
import { loadDocument, loadDocumentForUpdate, loadLines } from '../store.ts'
import { depositOf, discountOf, keptAccounts, lineInput, toInvoice } from '../to-invoice.ts'
import { commandName } from './names.ts'

/**
 * Drafts the invoice of what was accepted: the same lines, discount and deposit, texts from the invoice's template, dated
 * today. Once: a second call answers with the draft that is there. When that was deleted or voided, a new one is made.
 */
export const convertQuote = (type: QuoteType) =>
  command({
    name: commandName('convert', type),
    needs: 'documents:write',
    money: true,
    input: quotes[type].convert.input,
    async run(scope, { documentId }): Promise<InvoiceDocument> {
      const row = await loadDocumentForUpdate(scope, type, documentId)
      assertConvertible(row)
      const made = await findInvoiceOf(scope, documentId)
      if (made) return readDraft(scope, made.id)
      const lines = await loadLines(scope, documentId)
      const { clientId, projectId } = row
      const draft = await startInvoice(
        scope,
        {
          ...{ clientId, projectId },
          internalNote: null,
          discount: discountOf(row),
          deposit: depositOf(row),
          lines: lines.map((line) => ({ ...lineInput(line), id: undefined })),
        },
        keptAccounts(lines),
      )
      await scope.sql(
        'documents.nameConverted',
        'UPDATE documents SET converted_from_id = $3 WHERE company_id = $1 AND id = $2',
        [scope.companyId, draft.id, documentId],
      )
      audit(scope, { subjectType: type, subjectId: documentId, after: { invoiceId: draft.id } })
      signal(scope, 'quotes', documentId)
      return draft
    },
  })

async function readDraft(scope: Scope, invoiceId: string): Promise<InvoiceDocument> {
  const row = await loadDocument(scope, 'invoice', invoiceId)
  return toInvoice(row, await loadLines(scope, invoiceId), await companyToday(scope))
}
