import { present } from '#kernel/assert.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate } from '#modules/documents/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { buildNote } from './build-note.ts'
import { insertNote } from './store.ts'
import { audited, toCreditNote } from './to-credit-note.ts'

/** Drafts a credit note against an invoice that is out. The draft moves nothing; its limits are checked when it is posted. */
export const createCreditNote = command({
  name: 'creditNotes.createCreditNote',
  needs: 'documents:write',
  money: true,
  input: contract.createCreditNote.input,
  async run(scope, { id = newId(), invoiceId, issuedOn, reason = null, ...form }) {
    const invoice = present((await loadInvoicesForUpdate(scope, [invoiceId]))[0])
    if (invoice.state === 'draft' || invoice.state === 'void') throw new Refusal('invoice_not_creditable')
    const client = await loadClient(scope, invoice.clientId)
    const day = dayBetween(invoice.issuedOn, await companyToday(scope), issuedOn, 'issuedOn')
    const { sums, lines } = await buildNote(scope, invoice, form)
    const fields = { id, documentId: invoiceId, clientId: client.id, issuedOn: day, reason, ...sums }
    const note = await insertNote(scope, fields, lines)
    audit(scope, { subjectType: 'credit_note', subjectId: id, after: audited(note) })
    signal(scope, 'credit-notes', id)
    return toCreditNote({ note, lines, invoiceNumber: invoice.number ?? '', clientName: client.displayName })
  },
})
