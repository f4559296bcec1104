import { present } from '#kernel/assert.ts'
import { formatDate, todayIn } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { formatMoney } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClientForUpdate } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { crediting, type LockedInvoice, loadInvoicesForUpdate, sharing } from '#modules/documents/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { clientNote } from '../domain/client-note.ts'
import { restOf } from '../domain/credit-note.ts'
import { buildNote } from './build-note.ts'
import { findClientOf } from './client-of.ts'
import { findCorrection, insertCorrection } from './correction-store.ts'
import { loadCredited } from './credited.ts'
import { type PostedNote, postNote } from './post-note.ts'
import { insertNote, type LineRow } from './store.ts'
import { toCreditNote } from './to-credit-note.ts'

/**
 * "Correct, don't edit": credits all that is left of a sent invoice, which turns what was paid into client credit,
 * drafts its replacement with the same lines, moves its time there, and tells the client. One transaction.
 */
export const correctInvoice = command({
  name: 'creditNotes.correctInvoice',
  needs: 'payments:refund',
  money: true,
  input: contract.correctInvoice.input,
  async run(scope, { invoiceId, id, correctedOn: asked, reason, email }) {
    const client = await loadClientForUpdate(scope, await findClientOf(scope, invoiceId))
    const invoice = present((await loadInvoicesForUpdate(scope, [invoiceId]))[0])
    if (invoice.state === 'draft' || invoice.state === 'void') throw new Refusal('invoice_not_creditable')
    await refuseSecond(scope, invoiceId)
    const company = await loadCompany(scope)
    const day = dayBetween(invoice.issuedOn, todayIn(company.timeZone, scope.now), asked, 'correctedOn')
    const replacement = await crediting.replaceInvoice(scope, invoiceId, id)
    const credit = await creditAll(scope, { client, invoice }, day, reason)
    const message =
      email && credit ? (email.message ?? (await written(scope, credit, client.displayName, reason))) : null
    const movedRecords = await replacement.countBilled()
    const correctionId = await insertCorrection(scope, {
      documentId: invoiceId,
      replacementId: replacement.draft.id,
      creditNoteId: credit?.note.id ?? null,
      correctedOn: day,
      clientNote: message,
      movedRecords,
    })
    await replacement.moveBilled()
    if (email && credit)
      await sharing.queueDelivery(scope, { creditNoteId: credit.note.id, toEmail: email.to, message })
    const { note, lines } = credit ?? {}
    const after = { replacementId: replacement.draft.id, creditNoteId: note?.id ?? null, movedRecords, reason }
    audit(scope, { subjectType: 'invoice', subjectId: invoiceId, after })
    signal(scope, 'invoices', invoiceId)
    const names = { invoiceNumber: invoice.number ?? '', clientName: client.displayName }
    return {
      correctionId,
      replacement: replacement.draft,
      creditNote: note && lines ? toCreditNote({ note, lines, ...names }) : null,
      movedRecords,
      correctedAt: scope.now,
    }
  },
})

/** One replacement at a time: whoever corrects again goes on with the draft that is there. */
async function refuseSecond(scope: Scope, invoiceId: string): Promise<void> {
  const before = await findCorrection(scope, invoiceId)
  if (before && before.replacementState !== 'deleted' && before.replacementState !== 'void') {
    throw new Refusal('invoice_corrected')
  }
}

type Credit = PostedNote & { lines: LineRow[] }

/** A posted note over all that no other has credited; nothing when nothing is left. */
async function creditAll(
  scope: Scope,
  { client, invoice }: { client: Awaited<ReturnType<typeof loadClientForUpdate>>; invoice: LockedInvoice },
  issuedOn: string,
  reason: string | null,
): Promise<Credit | undefined> {
  const rest = restOf(invoice, await loadCredited(scope, invoice.id))
  if (rest.subtotalCents === 0 && rest.taxCents === 0) return undefined
  const { sums, lines } = await buildNote(scope, invoice, {})
  const fields = { id: newId(), documentId: invoice.id, clientId: client.id, issuedOn, reason, ...sums }
  const note = await insertNote(scope, fields, lines)
  return { ...(await postNote(scope, { client, invoice, note }, lines, issuedOn)), lines }
}

/** The note to the client, where the person wrote none. */
async function written(scope: Scope, { note, invoice }: Credit, clientName: string, reason: string | null) {
  const { currency, locale, name } = await loadCompany(scope)
  const money = (cents: number) => formatMoney(cents, currency, locale)
  return clientNote({
    clientName,
    companyName: name,
    number: invoice.number ?? '',
    issuedOn: formatDate(invoice.issuedOn, locale),
    total: money(invoice.totalCents),
    kept: note.creditedCents > 0 ? money(note.creditedCents) : null,
    reason,
  })
}
