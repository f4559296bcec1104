import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { loadPaper } from './paper.ts'
import { pdfDownload } from './render-pdf.ts'
import { loadDocument } from './store.ts'

export const readInvoicePdf = query({
  name: 'documents.readInvoicePdf',
  needs: 'documents:read',
  input: contract.readInvoicePdf.input,
  async run(scope, { invoiceId }) {
    return pdfDownload(scope, await loadPaper(scope, await loadDocument(scope, 'invoice', invoiceId)))
  },
})
