import { present } from '#kernel/assert.ts'
import { type ClientRow, loadClientForUpdate } from '#modules/clients/server/index.ts'
import { type LockedInvoice, loadInvoicesForUpdate } from '#modules/documents/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import { type CreditNoteRow, loadNote, loadNoteForUpdate } from './store.ts'

export type LockedNote = { client: ClientRow; invoice: LockedInvoice; note: CreditNoteRow }

/** A note with its client and its invoice, all locked in the order of the house: client, invoice, note. */
export async function lockNote(scope: Scope, creditNoteId: string): Promise<LockedNote> {
  const { clientId, documentId } = await loadNote(scope, creditNoteId)
  const client = await loadClientForUpdate(scope, clientId)
  const invoice = present((await loadInvoicesForUpdate(scope, [documentId]))[0])
  return { client, invoice, note: await loadNoteForUpdate(scope, creditNoteId) }
}
