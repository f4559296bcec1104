import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { queueEmail } from '#platform/mail/queue.ts'
import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { isOut } from '../domain/invoice.ts'
import { lockQueuedDelivery, saveDelivery, signalDelivery, withoutPdf } from './deliveries.ts'
import { documentEmail } from './document-email.ts'
import { loadPaper, type Paper } from './paper.ts'
import { makeLink } from './public-link.ts'
import { pdfName, renderPaper } from './render-pdf.ts'
import { loadDocument } from './store.ts'

/**
 * Makes the link and the PDF of a queued delivery and hands the e-mail over. Run again it does nothing more. Without a
 * PDF the e-mail goes all the same, and the delivery says so.
 */
export const deliverDocument = command({
  name: 'documents.deliverDocument',
  needs: 'documents:send',
  input: z.object({ deliveryId: Id, message: z.string().nullable().default(null) }),
  async run(scope, { deliveryId, message }) {
    const delivery = await lockQueuedDelivery(scope, deliveryId)
    if (!delivery) return null
    const row = await loadDocument(scope, null, delivery.documentId)
    signalDelivery(scope, row)
    if (!isOut(row.state)) {
      await saveDelivery(scope, deliveryId, { failed: 'It was voided before the e-mail went out.' })
      return null
    }
    const paper = await loadPaper(scope, row)
    const attachment = await attachmentOf(scope, paper)
    const { url } = await makeLink(scope, row.id)
    const emailId = await queueEmail(scope, {
      kind: 'document',
      to: delivery.toEmail,
      fromName: paper.company.name,
      ...(paper.company.email ? { replyTo: paper.company.email } : {}),
      ...documentEmail(paper, { message, url }),
      attachments: attachment ? [attachment] : [],
    })
    await saveDelivery(scope, deliveryId, {
      emailId,
      error: attachment ? null : withoutPdf,
    })
    audit(scope, { subjectType: row.documentType, subjectId: row.id, after: { emailedTo: delivery.toEmail } })
    return { emailId }
  },
})

/** The PDF, or nothing when it cannot be made: an invoice matters more than its paper. */
async function attachmentOf(scope: Scope, paper: Paper) {
  try {
    const content = await renderPaper(scope, paper)
    return { filename: pdfName(paper), contentType: 'application/pdf', content }
  } catch (error) {
    const { companyId } = scope
    scope.outside.log.error(
      { err: error, companyId, documentId: paper.row.id },
      'the PDF of a document could not be made',
    )
    return undefined
  }
}
