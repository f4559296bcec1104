import type { Instant } from '#kernel/calendar.ts'
import type { Endpoint, InputOf } from '#kernel/endpoint.ts'
import type { Id } from '#kernel/ids.ts'

/** What the steps before have brought about: totals of invoices by id. */
export type Totals = { of(invoiceId: Id): number }

/** One call of an endpoint by one person at one moment. The key is its name for ever. */
export type Step = {
  key: string
  at: Instant
  by: string
  endpoint: Endpoint
  input(totals: Totals): object
}

/** Steps of which the order among each other is all or nothing. */
export type Phase = { inOrder: boolean; steps: Step[] }

export function step<E extends Endpoint>(
  key: string,
  when: { at: Instant; by: string },
  endpoint: E,
  input: InputOf<E> | ((totals: Totals) => InputOf<E>),
): Step {
  return {
    key,
    ...when,
    endpoint,
    input: (totals) => (typeof input === 'function' ? input(totals) : input) as object,
  }
}
