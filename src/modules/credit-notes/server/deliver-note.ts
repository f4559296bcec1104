import { z } from 'zod'
import { Id } from '#kernel/ids.ts'
import { sharing } from '#modules/documents/server/index.ts'
import { command } from '#platform/operation.ts'
import { noteEmail } from './note-email.ts'
import { loadNotePaper, pdfName, renderNote } from './note-paper.ts'
import { loadNote } from './store.ts'

/** Makes the PDF of a queued delivery and hands the e-mail over. */
export const deliverNote = command({
  name: 'creditNotes.deliverNote',
  needs: 'documents:send',
  input: z.object({ deliveryId: Id, message: z.string().nullable().default(null) }),
  async run(scope, { deliveryId, message }) {
    return sharing.handOver(scope, deliveryId, async (creditNoteId) => {
      const paper = await loadNotePaper(scope, await loadNote(scope, creditNoteId))
      const { company } = paper.head
      return {
        subjectId: creditNoteId,
        subjectType: 'credit_note',
        email: {
          kind: 'credit_note',
          fromName: company.name,
          ...(company.email ? { replyTo: company.email } : {}),
          ...noteEmail(paper, message),
        },
        attachment: { filename: pdfName(paper), render: () => renderNote(scope, paper) },
      }
    })
  },
})
