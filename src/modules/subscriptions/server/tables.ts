import { boolean, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { Plan } from '#kernel/plans.ts'
import { instant, percent } from '#platform/database/columns.ts'
import type { SubscriptionRecord } from '../domain/index.ts'

export const companySubscriptions = pgTable('company_subscriptions', {
  companyId: uuid('company_id').primaryKey(),
  state: text('state').$type<SubscriptionRecord['state']>().notNull(),
  plan: text('plan').$type<Plan>().notNull(),
  paidEvery: text('paid_every').$type<SubscriptionRecord['paidEvery']>().notNull(),
  extraSeats: smallint('extra_seats').notNull(),
  trialEndsAt: instant('trial_ends_at'),
  currentPeriodEnd: instant('current_period_end'),
  cancelAtPeriodEnd: boolean('cancel_at_period_end').notNull(),
  graceUntil: instant('grace_until'),
  compPlan: text('comp_plan').$type<Plan>(),
  compUntil: instant('comp_until'),
  discountPercent: percent('discount_percent'),
  stripeCustomerId: text('stripe_customer_id'),
  stripeSubscriptionId: text('stripe_subscription_id'),
  asOf: instant('as_of').notNull(),
  seatLimit: smallint('seat_limit'),
  revision: integer('revision').notNull(),
})
