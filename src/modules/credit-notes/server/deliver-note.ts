import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { queueEmail } from '#platform/mail/queue.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { deliveryStates } from '../contract.ts'
import { followEmail, lockQueuedDelivery, saveDelivery, withoutPdf } from './deliveries.ts'
import { noteEmail } from './note-email.ts'
import { loadNotePaper, type NotePaper, pdfName, renderNote } from './note-paper.ts'
import { loadNote } from './store.ts'

/** Makes the PDF of a queued delivery and hands the e-mail over. Run again it does nothing more. */
export const deliverNote = command({
  name: 'creditNotes.deliverNote',
  needs: 'documents:send',
  input: z.object({ deliveryId: Id, message: z.string().nullable().default(null) }),
  async run(scope, { deliveryId, message }) {
    const delivery = await lockQueuedDelivery(scope, deliveryId)
    if (!delivery) return null
    const paper = await loadNotePaper(scope, await loadNote(scope, delivery.creditNoteId))
    const { company } = paper.head
    const attachment = await attachmentOf(scope, paper)
    const emailId = await queueEmail(scope, {
      kind: 'credit_note',
      to: delivery.toEmail,
      fromName: company.name,
      ...(company.email ? { replyTo: company.email } : {}),
      ...noteEmail(paper, message),
      attachments: attachment ? [attachment] : [],
    })
    await saveDelivery(scope, deliveryId, emailId, attachment ? null : withoutPdf)
    signal(scope, 'credit-notes', paper.note.id)
    audit(scope, { subjectType: 'credit_note', subjectId: paper.note.id, after: { emailedTo: delivery.toEmail } })
    return { emailId }
  },
})

/** Writes down what became of the e-mail of a delivery; other e-mails are passed over. */
export const recordNoteDelivery = command({
  name: 'creditNotes.recordDelivery',
  needs: 'documents:send',
  input: z.object({ emailId: Id, state: z.enum(deliveryStates), error: z.string().nullable() }),
  async run(scope, tried) {
    for (const creditNoteId of await followEmail(scope, tried)) {
      audit(scope, { subjectType: 'credit_note', subjectId: creditNoteId, after: tried })
      signal(scope, 'credit-notes', creditNoteId)
    }
    return null
  },
})

/** The PDF, or nothing when it cannot be made: the news matters more than its paper. */
async function attachmentOf(scope: Scope, paper: NotePaper) {
  try {
    return { filename: pdfName(paper), contentType: 'application/pdf', content: await renderNote(scope, paper) }
  } catch (error) {
    const { companyId } = scope
    scope.outside.log.error({ err: error, companyId, creditNoteId: paper.note.id }, 'the PDF of a credit note failed')
    return undefined
  }
}
