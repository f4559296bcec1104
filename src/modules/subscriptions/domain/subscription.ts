import type { Instant } from '#kernel/calendar.ts'
import type { Plan } from '#kernel/plans.ts'

/** What is kept about a company's subscription: how it stood at Stripe, and what operators gave. */
export type SubscriptionRecord = {
  state: 'trialing' | 'active' | 'past_due' | 'canceled'
  plan: Plan
  paidEvery: 'month' | 'year'
  extraSeats: number
  trialEndsAt: Instant | null
  currentPeriodEnd: Instant | null
  cancelAtPeriodEnd: boolean
  graceUntil: Instant | null
  compPlan: Plan | null
  compUntil: Instant | null
  discountPercent: string | null
  stripeCustomerId: string | null
  stripeSubscriptionId: string | null
  /** The moment that all this is the truth of. */
  asOf: Instant
}
