import { dayBetween } from '#kernel/day-between.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { sharing } from '#modules/documents/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { lockNote } from './locked-note.ts'
import { postNote } from './post-note.ts'
import { loadNoteLines } from './store.ts'
import { toCreditNote } from './to-credit-note.ts'

/** Posts a draft; the e-mail, where one was asked for, follows after the commit. */
export const postCreditNote = command({
  name: 'creditNotes.postCreditNote',
  needs: 'payments:refund',
  money: true,
  input: contract.postCreditNote.input,
  async run(scope, { creditNoteId, postedOn, email }) {
    const locked = await lockNote(scope, creditNoteId)
    checkRevision(scope, locked.note)
    const lines = await loadNoteLines(scope, creditNoteId)
    const today = await companyToday(scope)
    const issuedOn = dayBetween(locked.invoice.issuedOn, today, postedOn ?? locked.note.issuedOn, 'postedOn')
    const { note, invoice } = await postNote(scope, locked, lines, issuedOn)
    if (email) await sharing.queueDelivery(scope, { creditNoteId, toEmail: email.to, message: email.message })
    return toCreditNote({ note, lines, invoiceNumber: invoice.number ?? '', clientName: locked.client.displayName })
  },
})
