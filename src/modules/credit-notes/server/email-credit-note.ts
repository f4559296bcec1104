import { Refusal } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { sharing } from '#modules/documents/server/index.ts'
import { command, Download, query } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadNotePaper, pdfName, renderNote } from './note-paper.ts'
import { loadNote } from './store.ts'

/** A posted note by e-mail, to the client or to another address. */
export const emailCreditNote = command({
  name: 'creditNotes.emailCreditNote',
  needs: 'documents:send',
  input: contract.emailCreditNote.input,
  async run(scope, { creditNoteId, to, message }) {
    const note = await loadNote(scope, creditNoteId)
    if (note.state !== 'posted') throw new Refusal('credit_note_not_posted')
    const toEmail = to ?? (await loadClient(scope, note.clientId)).email
    if (toEmail === null) throw new Refusal('email_unknown')
    const delivery = await sharing.queueDelivery(scope, { creditNoteId, toEmail, message })
    audit(scope, { subjectType: 'credit_note', subjectId: creditNoteId, after: { emailedTo: toEmail } })
    signal(scope, 'credit-notes', creditNoteId)
    return delivery
  },
})

export const readCreditNotePdf = query({
  name: 'creditNotes.readCreditNotePdf',
  needs: 'documents:read',
  input: contract.readCreditNotePdf.input,
  async run(scope, { creditNoteId }) {
    const paper = await loadNotePaper(scope, await loadNote(scope, creditNoteId))
    return new Download(pdfName(paper), 'application/pdf', await renderNote(scope, paper), true)
  },
})
