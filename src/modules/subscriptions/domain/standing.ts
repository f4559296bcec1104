import { addSeconds, compareInstants, type Instant } from '#kernel/calendar.ts'
import { type Plan, plans, tierRequired } from '#kernel/plans.ts'
import type { SubscriptionRecord } from './subscription.ts'

export const standingNames = [
  'unbilled',
  'not_started',
  'trial',
  'comp',
  'active',
  'ending',
  'past_due',
  'trial_over',
  'unpaid',
  'ended',
] as const

/** What a subscription means at a moment. */
export type Standing = {
  standing: (typeof standingNames)[number]
  plan: Plan
  readOnly: boolean
  /** Included and extra; null is no limit. */
  seats: number | null
  /** When it ends by itself. */
  until: Instant | null
}

/** How long a period's end may have passed before its renewal is known of; a webhook can be late. */
const renewalSeconds = 3 * 24 * 3600

/** What a company has now. No record yet: its trial has not begun, nothing is refused. */
export function standing(record: Omit<SubscriptionRecord, 'asOf'> | undefined, now: Instant): Standing {
  if (!record) return { standing: 'not_started', plan: 'premium', readOnly: false, seats: null, until: null }
  const stands = (name: Standing['standing'], until: Instant | null, plan = record.plan): Standing => ({
    standing: name,
    plan,
    readOnly: name === 'trial_over' || name === 'unpaid' || name === 'ended',
    seats: plans[plan].seats + record.extraSeats,
    until,
  })
  const before = (end: Instant | null): end is Instant => end !== null && compareInstants(now, end) < 0
  const { compPlan, compUntil, trialEndsAt, currentPeriodEnd, graceUntil } = record
  if (compPlan && before(compUntil))
    return stands('comp', compUntil, tierRequired(compPlan)(record.plan) ? record.plan : compPlan)
  switch (record.state) {
    case 'trialing':
      return before(trialEndsAt) ? stands('trial', trialEndsAt) : stands('trial_over', null)
    case 'past_due':
      return before(graceUntil) ? stands('past_due', graceUntil) : stands('unpaid', null)
    case 'canceled':
      return before(currentPeriodEnd) ? stands('ending', currentPeriodEnd) : stands('ended', null)
    case 'active': {
      if (record.cancelAtPeriodEnd)
        return before(currentPeriodEnd) ? stands('ending', currentPeriodEnd) : stands('ended', null)
      const known = currentPeriodEnd && addSeconds(currentPeriodEnd, renewalSeconds)
      return before(known) ? stands('active', currentPeriodEnd) : stands('unpaid', null)
    }
  }
}
