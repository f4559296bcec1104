import { readFileSync } from 'node:fs'
import { AssertionError } from '#kernel/assert.ts'
import type { Pdf } from '#platform/pdf/pdf.ts'
import { isPicture } from '#platform/pdf/template.ts'
import { documentPdfInput } from './document-pdf-input.ts'
import type { DocumentPdfView } from './document-pdf-view.ts'

export { documentPdfInput } from './document-pdf-input.ts'
export type { DocumentPdfLine, DocumentPdfView } from './document-pdf-view.ts'

const source = readFileSync(new URL('./document.typ', import.meta.url), 'utf8')

/** The PDF of one document. The same view gives the same bytes. A logo that is no whole picture is left out. */
export async function renderDocumentPdf(pdf: Pdf, view: DocumentPdfView): Promise<Buffer> {
  const { logo, ...company } = view.company
  const plain = { ...view, company }
  const asPaper = (of: DocumentPdfView, images = {}) =>
    pdf.render({ name: 'document', source, images }, documentPdfInput(of))
  if (!logo || !isPicture(logo)) return asPaper(plain)
  try {
    return await asPaper(view, { logo })
  } catch (error) {
    // only decoding shows that a picture is torn, and an invoice matters more than its logo
    if (error instanceof AssertionError) return asPaper(plain)
    throw error
  }
}
