import { Refusal } from '#kernel/refusal.ts'
import { sharing } from '#modules/documents/server/index.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { isCorrected } from './correction-store.ts'
import { loadEntries } from './entries.ts'
import { loadNotePaper } from './note-paper.ts'
import { type CreditNoteRow, findNoteReversal, loadNote } from './store.ts'
import { toCreditNote } from './to-credit-note.ts'

/** One note with everything around it; a fixed number of statements. */
export const readCreditNote = query({
  name: 'creditNotes.readCreditNote',
  needs: 'documents:read',
  input: contract.readCreditNote.input,
  async run(scope, { creditNoteId }) {
    const note = await loadNote(scope, creditNoteId)
    const { lines, invoiceNumber, head } = await loadNotePaper(scope, note)
    const reversal = await findNoteReversal(scope, creditNoteId)
    return {
      ...toCreditNote({ note, lines, invoiceNumber, clientName: head.to.name, reversal }),
      company: head.from,
      client: head.to,
      clientEmail: head.clientEmail,
      project: head.project,
      entries: await loadEntries(scope, [
        { sourceType: 'credit_note', sourceId: note.id },
        ...(reversal ? [{ sourceType: 'credit_note_reversal', sourceId: reversal.id }] : []),
      ]),
      deliveries: await sharing.loadDeliveries(scope, { creditNoteId }),
      kept: note.state === 'posted' && !reversal ? await keptBecause(scope, note) : null,
    }
  },
})

/** Why a posted note cannot be reversed, in a sentence; nothing when it can. */
async function keptBecause(scope: Scope, note: CreditNoteRow): Promise<string | null> {
  if (await isCorrected(scope, note.documentId)) return new Refusal('correction_kept').message
  const [client] = await scope.sql<{ creditCents: number }>(
    'creditNotes.clientCredit',
    'SELECT credit_cents AS "creditCents" FROM clients WHERE company_id = $1 AND id = $2',
    [scope.companyId, note.clientId],
  )
  return note.creditedCents > (client?.creditCents ?? 0) ? new Refusal('credit_note_credit_used').message : null
}
