import { present } from '#kernel/assert.ts'
import { todayIn } from '#kernel/calendar.ts'
import { dayUpTo } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { formatMoney } from '#kernel/money.ts'
import { loadClientForUpdate } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { loadInvoicesForUpdate } from '#modules/documents/server/index.ts'
import { postEntry } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { checkCreditApplication } from '../domain/payment.ts'
import { insertCreditApplication } from './credit-store.ts'
import { applicationEntry } from './entries.ts'
import { creditMoved, settle } from './move-balances.ts'

/** Pays an invoice from client credit: credit ledger, balance and books move by the same amount. */
export const applyCredit = command({
  name: 'payments.applyCredit',
  needs: 'payments:write',
  money: true,
  input: contract.applyCredit.input,
  async run(scope, input) {
    const company = await loadCompany(scope)
    const appliedOn = dayUpTo(todayIn(company.timeZone, scope.now), input.appliedOn, 'appliedOn')
    const client = await loadClientForUpdate(scope, input.clientId)
    const [locked] = await loadInvoicesForUpdate(scope, [input.invoiceId])
    const invoice = present(locked)
    checkCreditApplication({ ...input, appliedOn }, client, invoice, (cents) =>
      formatMoney(cents, company.currency, company.locale),
    )
    const { clientId, invoiceId, amountCents } = input
    const application = { id: input.id ?? newId(), clientId, invoiceId, amountCents, appliedOn }
    await insertCreditApplication(scope, application)
    settle(scope, invoice, { creditDelta: amountCents })
    await postEntry(scope, applicationEntry(application, client.displayName, invoice))
    creditMoved(scope, client, -amountCents)
    const applied = { ...application, invoiceNumber: invoice.number ?? '', reversal: null, createdAt: scope.now }
    audit(scope, { subjectType: 'credit_application', subjectId: application.id, after: applied })
    return applied
  },
})
