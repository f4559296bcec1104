import { addSeconds, compareInstants, type Instant } from '#kernel/calendar.ts'
import { trialDays } from '#kernel/plans.ts'
import type { SubscriptionRecord } from './subscription.ts'

/** How a subscription stood at Stripe at a moment, whoever asked: a webhook's job, or an operator. */
export type Snapshot = Pick<
  SubscriptionRecord,
  | 'state'
  | 'plan'
  | 'paidEvery'
  | 'extraSeats'
  | 'trialEndsAt'
  | 'currentPeriodEnd'
  | 'cancelAtPeriodEnd'
  | 'discountPercent'
  | 'asOf'
> & { stripeCustomerId: string; stripeSubscriptionId: string }

/** After a payment failed, all goes on for so long. */
const graceSeconds = 7 * 24 * 3600

/** A trial of everything, without a card. */
export function startTrial(now: Instant): SubscriptionRecord {
  return {
    state: 'trialing',
    plan: 'premium',
    paidEvery: 'month',
    extraSeats: 0,
    trialEndsAt: addSeconds(now, trialDays * 24 * 3600),
    currentPeriodEnd: null,
    cancelAtPeriodEnd: false,
    graceUntil: null,
    compPlan: null,
    compUntil: null,
    discountPercent: null,
    stripeCustomerId: null,
    stripeSubscriptionId: null,
    asOf: now,
  }
}

/**
 * What becomes true once a snapshot is heard of; undefined when it changes nothing: it is the same, or
 * older than what is known, it would revive a subscription that ended, or it tells of the end of one that another has replaced. What operators gave
 * stays. Grace begins with the first snapshot that says past due, and is not begun anew by the next.
 */
export function applied(known: SubscriptionRecord | undefined, heard: Snapshot): SubscriptionRecord | undefined {
  if (known) {
    if (compareInstants(heard.asOf, known.asOf) < 0) return undefined
    const same = known.stripeSubscriptionId === heard.stripeSubscriptionId
    if (same && known.state === 'canceled' && heard.state !== 'canceled') return undefined
    if (!same && known.stripeSubscriptionId !== null && heard.state === 'canceled') return undefined
  }
  const graceUntil = heard.state === 'past_due' ? (known?.graceUntil ?? addSeconds(heard.asOf, graceSeconds)) : null
  const { compPlan = null, compUntil = null } = known ?? {}
  const next = { ...heard, graceUntil, compPlan, compUntil }
  const differs = Object.entries(next).some(([name, value]) => known?.[name as keyof SubscriptionRecord] !== value)
  return differs ? next : undefined
}
