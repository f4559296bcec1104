import { present } from '#kernel/assert.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClientForUpdate } from '#modules/clients/server/index.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate, settleInvoice } from '#modules/documents/server/index.ts'
import { reverseEntry } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { findWriteOffReversal, insertWriteOffReversal, loadWriteOff, toWriteOff } from './write-off-store.ts'

/** Recovers a write-off: the invoice is owed again, so that a late payment can be recorded on it. */
export const reverseWriteOff = command({
  name: 'creditNotes.reverseWriteOff',
  needs: 'payments:refund',
  money: true,
  input: contract.reverseWriteOff.input,
  async run(scope, { writeOffId, id, reversedOn: asked, reason }) {
    const row = await loadWriteOff(scope, writeOffId)
    await loadClientForUpdate(scope, row.clientId)
    const invoice = present((await loadInvoicesForUpdate(scope, [row.documentId]))[0])
    if (await findWriteOffReversal(scope, row.id)) throw new Refusal('write_off_reversed_once')
    const reversedOn = dayBetween(row.writtenOffOn, await companyToday(scope), asked, 'reversedOn')
    const reversal = await insertWriteOffReversal(scope, { id, writeOffId, reversedOn, reason })
    const { state, balanceDueCents } = settleInvoice(scope, invoice, { creditDelta: 0 - row.amountCents })
    await reverseEntry(scope, {
      of: { sourceType: 'invoice_write_off', sourceId: row.id },
      sourceType: 'invoice_write_off_reversal',
      sourceId: reversal.id,
      entryDate: reversedOn,
      memo: `Invoice ${invoice.number} recovered`,
    })
    const answer = toWriteOff(row, invoice.number ?? '', reversal)
    audit(scope, { subjectType: 'write_off', subjectId: row.id, after: answer })
    audit(scope, { subjectType: 'invoice', subjectId: invoice.id, after: { state, balanceDueCents } })
    signal(scope, 'credit-notes', invoice.id)
    return answer
  },
})
