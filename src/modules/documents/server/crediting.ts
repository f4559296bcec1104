import type { Scope } from '#platform/scope.ts'
import type { Letterhead } from './letterhead.ts'
import { findLogo } from './logo.ts'
import { type DocumentPdfView, renderDocumentPdf } from './pdf/document-pdf.ts'
import { letterheadView } from './pdf/to-pdf-view.ts'

export { type Letterhead, loadLetterhead } from './letterhead.ts'
export { findLogo } from './logo.ts'
export { printable } from './pdf/printable.ts'
export { letterheadView } from './pdf/to-pdf-view.ts'
export { replaceInvoice } from './replace-invoice.ts'
export { type LineRow as InvoiceLine, loadLines as loadInvoiceLines } from './store.ts'

/** What a letter says beside who writes to whom. */
export type Letter = Omit<DocumentPdfView, 'company' | 'client' | 'paper'>

/** The PDF of a paper that is no document of its own, in the dress of the documents. Refuses `timed_out`. */
export async function renderLetter(scope: Scope, head: Letterhead, letter: Letter): Promise<Buffer> {
  const logo = await findLogo(scope, head.company.logoMediaId)
  return renderDocumentPdf(scope.outside.pdf, { ...letter, ...letterheadView(head, logo?.bytes) })
}
