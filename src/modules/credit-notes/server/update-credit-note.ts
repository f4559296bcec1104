import { dayBetween } from '#kernel/day-between.ts'
import { Refusal } from '#kernel/refusal.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { buildNote } from './build-note.ts'
import { lockNote } from './locked-note.ts'
import { change, loadNoteLines, saveNote } from './store.ts'
import { audited, toCreditNote } from './to-credit-note.ts'

/** Saves a draft over what it was. */
export const updateCreditNote = command({
  name: 'creditNotes.updateCreditNote',
  needs: 'documents:write',
  input: contract.updateCreditNote.input,
  async run(scope, { creditNoteId, issuedOn, reason, ...form }) {
    const { client, invoice, note } = await lockNote(scope, creditNoteId)
    checkRevision(scope, note)
    if (note.state !== 'draft') throw new Refusal('credit_note_immutable')
    const credits = Object.values(form).some((said) => said !== undefined)
    const built = credits ? await buildNote(scope, invoice, form) : undefined
    const day =
      issuedOn === undefined
        ? note.issuedOn
        : dayBetween(invoice.issuedOn, await companyToday(scope), issuedOn, 'issuedOn')
    const { subtotalCents, taxCents, totalCents } = built?.sums ?? note
    const fields = {
      issuedOn: day,
      reason: reason === undefined ? note.reason : reason,
      ...{ subtotalCents, taxCents, totalCents },
    }
    const saved = await saveNote(scope, note, fields, built?.lines)
    const lines = built?.lines ?? (await loadNoteLines(scope, note.id))
    audit(scope, { subjectType: 'credit_note', subjectId: note.id, before: audited(note), after: audited(saved) })
    signal(scope, 'credit-notes', note.id)
    return toCreditNote({
      note: saved,
      lines,
      invoiceNumber: invoice.number ?? '',
      clientName: client.displayName,
    })
  },
})

/** Deletes a draft. What was posted stays for ever. */
export const deleteCreditNote = command({
  name: 'creditNotes.deleteCreditNote',
  needs: 'documents:write',
  input: contract.deleteCreditNote.input,
  async run(scope, { creditNoteId }) {
    const { note } = await lockNote(scope, creditNoteId)
    checkRevision(scope, note)
    if (note.state !== 'draft') throw new Refusal('credit_note_immutable')
    await change(scope, note, { deletedAt: scope.now })
    audit(scope, { subjectType: 'credit_note', subjectId: note.id, before: audited(note) })
    signal(scope, 'credit-notes', note.id)
    return null
  },
})
