import { A, type Probes, probe, X, Y } from './probe.ts'

const subscription = (row: object) => ['company_subscriptions', { state: 'canceled', plan: 'starter', ...row }] as const
const member = (id: string, row: object = {}) => ['members', { id, role: 'staff', ...row }] as const
const gone = { deactivated_at: '2026-03-02T10:00:00Z' }

export const planProbes: Probes = {
  'company_subscriptions.guard_subscription': {
    subscription_kept: [probe([subscription({})], 'DELETE FROM company_subscriptions')],
    subscription_outdated: [
      probe([subscription({})], "UPDATE company_subscriptions SET as_of = as_of - interval '1 second'"),
    ],
    subscription_over: [
      probe(
        [subscription({ stripe_subscription_id: 'sub_1' })],
        "UPDATE company_subscriptions SET state = 'active'",
        "UPDATE company_subscriptions SET state = 'trialing', as_of = as_of + interval '1 day'",
      ),
    ],
  },
  'members.guard_seats_of_new': {
    seats_full: [probe([subscription({ seat_limit: 2 }), member(X), member(Y)], member(A))],
  },
  'members.guard_seats_of_returning': {
    seats_full: [
      probe(
        [subscription({ seat_limit: 1 }), member(X), member(Y, gone)],
        `UPDATE members SET deactivated_at = NULL WHERE id = '${Y}'`,
      ),
    ],
  },
}
