import { newId } from '#kernel/ids.ts'
import type { Scope } from '#platform/scope.ts'
import type { InvoiceDocument } from '../contract.ts'
import { countBilledWork, moveBilledWork } from './billed-work.ts'
import { startInvoice } from './start-invoice.ts'
import { loadDocument, loadLines } from './store.ts'
import { depositOf, discountOf, keptAccounts, lineInput } from './to-invoice.ts'

/** A draft in the place of an invoice, how many records the invoice bills, and how to bring them onto the draft. */
export type Replacement = { draft: InvoiceDocument; countBilled(): Promise<number>; moveBilled(): Promise<void> }

/**
 * Drafts what takes the place of an invoice: the same lines, texts and terms, dated today, naming what it corrects. The
 * time and expenses move once the correction stands (`moveBilled`), for the database frees none before.
 */
export async function replaceInvoice(scope: Scope, invoiceId: string, id: string = newId()): Promise<Replacement> {
  const row = await loadDocument(scope, 'invoice', invoiceId)
  const lines = await loadLines(scope, invoiceId)
  const { clientId, projectId, header, footer, notes, terms, internalNote } = row
  const lineIds = new Map(lines.map((line) => [line.id, newId()]))
  const draft = await startInvoice(
    scope,
    {
      ...{ id, clientId, projectId, header, footer, notes, terms, internalNote },
      discount: discountOf(row),
      deposit: depositOf(row),
      lines: lines.map((line) => ({ ...lineInput(line), id: lineIds.get(line.id) })),
    },
    keptAccounts(lines),
  )
  await scope.sql(
    'documents.nameCorrected',
    'UPDATE documents SET corrects_id = $3 WHERE company_id = $1 AND id = $2',
    [scope.companyId, id, invoiceId],
  )
  return {
    draft,
    async countBilled() {
      const { timeEntries, expenses } = await countBilledWork(scope, invoiceId)
      return timeEntries + expenses
    },
    async moveBilled() {
      await moveBilledWork(scope, { fromId: invoiceId, toId: id, lines: lineIds })
    },
  }
}
