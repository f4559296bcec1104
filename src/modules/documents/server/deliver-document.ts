import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { isOut } from '../domain/invoice.ts'
import { handOver } from './deliveries.ts'
import { documentEmail } from './document-email.ts'
import { loadPaper } from './paper.ts'
import { makeLink } from './public-link.ts'
import { pdfName, renderPaper } from './render-pdf.ts'
import { loadDocument } from './store.ts'

/** Makes the link and the PDF of a queued delivery and hands the e-mail over. */
export const deliverDocument = command({
  name: 'documents.deliverDocument',
  needs: 'documents:send',
  input: z.object({ deliveryId: Id, message: z.string().nullable().default(null) }),
  async run(scope, { deliveryId, message }) {
    return handOver(scope, deliveryId, async (documentId) => {
      const row = await loadDocument(scope, null, documentId)
      const about = { subjectId: documentId, subjectType: row.documentType }
      if (!isOut(row.state)) return { ...about, failed: 'It was voided before the e-mail went out.' }
      const paper = await loadPaper(scope, row)
      const { company } = paper
      const { url } = await makeLink(scope, row.id)
      return {
        ...about,
        email: {
          kind: 'document',
          fromName: company.name,
          ...(company.email ? { replyTo: company.email } : {}),
          ...documentEmail(paper, { message, url }),
        },
        attachment: { filename: pdfName(paper), render: () => renderPaper(scope, paper) },
      }
    })
  },
})
