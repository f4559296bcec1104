import { todayIn } from '#kernel/calendar.ts'
import { dayUpTo } from '#kernel/day-between.ts'
import { newId } from '#kernel/ids.ts'
import { formatMoney } from '#kernel/money.ts'
import { loadClientForUpdate } from '#modules/clients/server/index.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { postEntry } from '#modules/ledger/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { refuseAt } from '../domain/payment.ts'
import { insertAdjustment } from './credit-store.ts'
import { adjustmentEntry } from './entries.ts'
import { creditMoved } from './move-balances.ts'

/** Credit given or taken by hand, with a reason; a client never has less than none. */
export const adjustCredit = command({
  name: 'payments.adjustCredit',
  needs: 'payments:refund',
  money: true,
  input: contract.adjustCredit.input,
  async run(scope, { clientId, id = newId(), adjustedOn: asked, centsDelta, reason }) {
    const company = await loadCompany(scope)
    const adjustedOn = dayUpTo(todayIn(company.timeZone, scope.now), asked, 'adjustedOn')
    const client = await loadClientForUpdate(scope, clientId)
    if (client.creditCents + centsDelta < 0) {
      const has = formatMoney(client.creditCents, company.currency, company.locale)
      throw refuseAt('credit_exceeded', 'centsDelta', {}, `The client has ${has} of credit. Take at most that.`)
    }
    const adjustment = { id, clientId, adjustedOn, centsDelta, reason }
    await insertAdjustment(scope, adjustment)
    await postEntry(scope, adjustmentEntry(adjustment, client))
    creditMoved(scope, client, centsDelta)
    const adjusted = { ...adjustment, createdAt: scope.now }
    audit(scope, { subjectType: 'credit_adjustment', subjectId: id, after: adjusted })
    return adjusted
  },
})
