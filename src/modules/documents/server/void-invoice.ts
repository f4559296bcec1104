import { dayBetween } from '#kernel/day-between.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { reverseEntry } from '#modules/ledger/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { announce, audit, balanceMoved, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { voidInvoice as decide, noMoney } from '../domain/invoice.ts'
import { releaseWork } from './billed-work.ts'
import { loadDocumentForUpdate, loadLines, saveMoved } from './store.ts'
import { audited, toInvoice } from './to-invoice.ts'

/** Reverses a sent invoice in the books and frees its time and expenses, in one transaction. Only where no money ever moved. */
export const voidInvoice = command({
  name: 'documents.voidInvoice',
  needs: 'documents:void',
  money: true,
  input: contract.voidInvoice.input,
  async run(scope, { invoiceId, voidedOn: chosen }) {
    const row = await loadDocumentForUpdate(scope, 'invoice', invoiceId)
    const lines = await loadLines(scope, invoiceId)
    const today = await companyToday(scope)
    checkRevision(scope, toInvoice(row, lines, today))
    const voidedOn = dayBetween(row.issuedOn, today, chosen, 'voidedOn')
    // Any money that ever moved has left the state `sent`, and the database looks again.
    const { state, balanceDueCents } = decide(row, noMoney, voidedOn)
    // The entry first: its day is the one on which the invoice ceased to be owed.
    await reverseEntry(scope, {
      of: { sourceType: 'invoice', sourceId: invoiceId },
      sourceType: 'invoice_void',
      sourceId: invoiceId,
      entryDate: voidedOn,
      memo: `Void of invoice ${row.number}`,
    })
    const saved = await saveMoved(scope, 'voided', invoiceId, { state, balanceDueCents, voidedAt: scope.now })
    await releaseWork(scope, invoiceId)
    const moved = { beforeCents: row.balanceDueCents, afterCents: balanceDueCents }
    balanceMoved(scope, { label: row.number ?? '', kind: 'invoice', id: invoiceId, ...moved })
    const { number, clientId, totalCents } = row
    announce(scope, 'invoice_voided', { invoiceId, number, clientId, totalCents })
    audit(scope, { subjectType: 'invoice', subjectId: invoiceId, before: audited(row), after: audited(saved) })
    signal(scope, 'invoices', invoiceId)
    return toInvoice(saved, lines, today)
  },
})
