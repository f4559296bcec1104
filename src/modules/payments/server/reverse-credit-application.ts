import { present } from '#kernel/assert.ts'
import { todayIn } from '#kernel/calendar.ts'
import { dayBetween } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClientForUpdate } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate } from '#modules/documents/server/index.ts'
import { reverseEntry } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { insertApplicationReversal, loadApplication } from './credit-store.ts'
import { creditMoved, settle } from './move-balances.ts'

/** Takes credit off an invoice again: credit ledger, balance and books move back by the same amount. */
export const reverseCreditApplication = command({
  name: 'payments.reverseCreditApplication',
  needs: 'payments:write',
  money: true,
  input: contract.reverseCreditApplication.input,
  async run(scope, input) {
    const { timeZone } = await loadCompany(scope)
    const client = await loadClientForUpdate(scope, input.clientId)
    const application = await loadApplication(scope, client.id, input.applicationId)
    if (application.reversalId !== null) throw new Refusal('credit_application_reversed_once')
    const { id, invoiceId, appliedOn, amountCents, createdAt } = application
    const reversedOn = dayBetween(appliedOn, todayIn(timeZone, scope.now), input.reversedOn, 'reversedOn')
    const [locked] = await loadInvoicesForUpdate(scope, [invoiceId])
    const invoice = present(locked)
    const reversal = { id: input.id ?? newId(), reversedOn, reason: input.reason }
    await insertApplicationReversal(scope, { ...reversal, applicationId: id, clientId: client.id, amountCents })
    settle(scope, invoice, { creditDelta: -amountCents })
    await reverseEntry(scope, {
      of: { sourceType: 'credit_application', sourceId: id },
      sourceType: 'credit_application_reversal',
      sourceId: reversal.id,
      entryDate: reversedOn,
      memo: `Credit of ${client.displayName} taken off invoice ${invoice.number}`,
    })
    creditMoved(scope, client, amountCents)
    const invoiceNumber = invoice.number ?? ''
    const undone = { id, clientId: client.id, invoiceId, invoiceNumber, appliedOn, amountCents, reversal, createdAt }
    audit(scope, { subjectType: 'credit_application', subjectId: id, before: { reversal: null }, after: undone })
    return undone
  },
})
