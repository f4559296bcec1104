import { present } from '#kernel/assert.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { formatMoney } from '#kernel/money.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadClientForUpdate } from '#modules/clients/server/index.ts'
import { companyToday, loadCompany } from '#modules/companies/server/index.ts'
import { type LockedInvoice, loadInvoicesForUpdate, settleInvoice } from '#modules/documents/server/index.ts'
import { postEntry } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { findClientOf } from './client-of.ts'
import { insertWriteOff, toWriteOff } from './write-off-store.ts'

/** Closes what will never be paid, all of it or a part: the balance becomes a bad debt. */
export const writeOffInvoice = command({
  name: 'creditNotes.writeOffInvoice',
  needs: 'payments:refund',
  money: true,
  input: contract.writeOffInvoice.input,
  async run(scope, { invoiceId, id = newId(), writtenOffOn: asked, reason, amountCents: part }) {
    const client = await loadClientForUpdate(scope, await findClientOf(scope, invoiceId))
    const invoice = present((await loadInvoicesForUpdate(scope, [invoiceId]))[0])
    const amountCents = await writtenOff(scope, invoice, part)
    const day = dayBetween(invoice.issuedOn, await companyToday(scope), asked, 'writtenOffOn')
    const fields = { id, documentId: invoiceId, clientId: client.id, amountCents, writtenOffOn: day, reason }
    const row = await insertWriteOff(scope, fields)
    const settled = settleInvoice(scope, invoice, { creditDelta: amountCents })
    const { clientId, projectId, number } = invoice
    await postEntry(scope, {
      entryDate: day,
      memo: `Invoice ${number} written off: ${reason}`,
      sourceType: 'invoice_write_off',
      sourceId: id,
      lines: [
        { account: 'bad_debts', debitCents: amountCents, clientId, projectId },
        { account: 'accounts_receivable', creditCents: amountCents, clientId, projectId, memo: `Invoice ${number}` },
      ],
    })
    const answer = toWriteOff(row, number ?? '')
    audit(scope, { subjectType: 'write_off', subjectId: id, after: answer })
    const { state, balanceDueCents } = settled
    audit(scope, { subjectType: 'invoice', subjectId: invoiceId, after: { state, balanceDueCents } })
    signal(scope, 'credit-notes', invoiceId)
    return answer
  },
})

/** The part that was asked for, or all that is due. */
async function writtenOff(scope: Scope, invoice: LockedInvoice, part: number | undefined): Promise<number> {
  if (invoice.state === 'draft' || invoice.state === 'void') throw new Refusal('invoice_not_creditable')
  if (invoice.balanceDueCents === 0) throw new Refusal('nothing_to_write_off')
  if (part === undefined || part <= invoice.balanceDueCents) return part ?? invoice.balanceDueCents
  const { currency, locale } = await loadCompany(scope)
  const due = formatMoney(invoice.balanceDueCents, currency, locale)
  throw refuseField('amountCents', `Invoice ${invoice.number} has ${due} left to pay. Write off at most that.`)
}
