import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { standing } from '../domain/index.ts'
import { countSeatsInUse, findSubscription } from './store.ts'

export const readSubscription = query({
  name: 'subscriptions.read',
  needs: 'company:own',
  input: contract.readSubscription.input,
  async run(scope) {
    const inUse = await countSeatsInUse(scope)
    if (!scope.outside.settings.billing)
      return {
        billing: false,
        standing: 'unbilled' as const,
        plan: 'premium' as const,
        readOnly: false,
        until: null,
        paidEvery: null,
        discountPercent: null,
        seats: { inUse, limit: null, extra: 0 },
      }
    const record = await findSubscription(scope)
    const { seats, ...stands } = standing(record, scope.now)
    return {
      billing: true,
      ...stands,
      paidEvery: record?.stripeSubscriptionId ? record.paidEvery : null,
      discountPercent: record?.discountPercent ?? null,
      seats: { inUse, limit: seats, extra: record?.extraSeats ?? 0 },
    }
  },
})
