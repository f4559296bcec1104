import { Download } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import { findLogo } from './logo.ts'
import type { Paper } from './paper.ts'
import { renderDocumentPdf } from './pdf/document-pdf.ts'
import { toPdfView } from './pdf/to-pdf-view.ts'

/** The PDF of a document that was loaded. Refuses `timed_out` when the renderer is too busy. */
export async function renderPaper(scope: Scope, paper: Paper): Promise<Buffer> {
  const logo = await findLogo(scope, paper.company.logoMediaId)
  return renderDocumentPdf(scope.outside.pdf, toPdfView(paper, logo?.bytes))
}

export async function pdfDownload(scope: Scope, paper: Paper): Promise<Download> {
  return new Download(pdfName(paper), 'application/pdf', await renderPaper(scope, paper), true)
}

/** `Invoice 26-11-014.pdf` */
export function pdfName({ row }: Paper): string {
  const type = row.documentType.replace(/^./, (letter) => letter.toUpperCase())
  return `${type} ${row.number?.replaceAll('/', '-') ?? 'draft'}.pdf`
}
