import { dayBetween } from '#kernel/day-between.ts'
import { Refusal } from '#kernel/refusal.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { settleInvoice } from '#modules/documents/server/index.ts'
import { reverseEntry } from '#modules/ledger/server/index.ts'
import { changeCredit } from '#modules/payments/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { isCorrected } from './correction-store.ts'
import { lockNote } from './locked-note.ts'
import { findNoteReversal, insertNoteReversal, loadNoteLines } from './store.ts'
import { toCreditNote } from './to-credit-note.ts'

/**
 * Undoes a posted note: the invoice owes again, the credit that it made is taken back, the books get the exact opposite.
 * The note stays as it was. Refused when its credit is used, and while its invoice is corrected.
 */
export const reverseCreditNote = command({
  name: 'creditNotes.reverseCreditNote',
  needs: 'payments:refund',
  money: true,
  input: contract.reverseCreditNote.input,
  async run(scope, { creditNoteId, id, reversedOn: asked, reason }) {
    const { client, invoice, note } = await lockNote(scope, creditNoteId)
    if (note.state !== 'posted') throw new Refusal('credit_note_not_posted')
    if (await findNoteReversal(scope, note.id)) throw new Refusal('credit_note_reversed_once')
    if (await isCorrected(scope, invoice.id)) throw new Refusal('correction_kept')
    if (note.creditedCents > client.creditCents) throw new Refusal('credit_note_credit_used')
    const reversedOn = dayBetween(note.issuedOn, await companyToday(scope), asked, 'reversedOn')
    const reversal = await insertNoteReversal(scope, { id, creditNoteId, reversedOn, reason })
    if (note.arAppliedCents > 0) settleInvoice(scope, invoice, { creditDelta: 0 - note.arAppliedCents })
    await reverseEntry(scope, {
      of: { sourceType: 'credit_note', sourceId: note.id },
      sourceType: 'credit_note_reversal',
      sourceId: reversal.id,
      entryDate: reversedOn,
      memo: `Reversal of credit note ${note.number}`,
    })
    const centsDelta = 0 - note.creditedCents
    await changeCredit(scope, client, {
      kind: 'credit_note',
      sourceId: reversal.id,
      centsDelta,
      occurredOn: reversedOn,
    })
    const lines = await loadNoteLines(scope, note.id)
    const clientName = client.displayName
    const answer = toCreditNote({ note, lines, invoiceNumber: invoice.number ?? '', clientName, reversal })
    audit(scope, { subjectType: 'credit_note', subjectId: note.id, before: { state: note.state }, after: answer })
    signal(scope, 'credit-notes', note.id)
    return answer
  },
})
