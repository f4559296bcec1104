import type { Instant } from './calendar.ts'

/**
 * What a company can subscribe to, least first: seats that are included and default prices (spec/access.md). Routes,
 * the web and the guide read this one table.
 */
export const plans = {
  starter: { name: 'Starter', seats: 1, monthCents: 1900, yearCents: 19_000 },
  professional: { name: 'Professional', seats: 5, monthCents: 4900, yearCents: 49_000 },
  premium: { name: 'Premium', seats: 10, monthCents: 9900, yearCents: 99_000 },
} as const
export type Plan = keyof typeof plans
export const planNames = Object.keys(plans) as [Plan, ...Plan[]]

/** A seat beyond those that are included. */
export const extraSeat = { monthCents: 999, yearCents: 9990 } as const

/** A trial has everything, and asks for no card. */
export const trialDays = 14

/** What not every plan has, each with the least plan that has it. All else is in every plan. */
export const features = {
  accounting: { plan: 'professional', text: 'Chart of accounts, journal, financial reports, reconciliation' },
  payables: { plan: 'professional', text: 'Vendors, bills and paying them' },
  banking: { plan: 'professional', text: 'Bank accounts and matching what moved on them' },
  projectProfitability: { plan: 'premium', text: 'Profit of each project, from the journal' },
  customDashboards: { plan: 'premium', text: 'A dashboard that you arrange yourself' },
  advancedAudit: { plan: 'premium', text: 'Filters and export of the audit log' },
  apiAccess: { plan: 'premium', text: 'API keys and outgoing webhooks' },
} as const satisfies Record<string, { plan: Plan; text: string }>
export type Feature = keyof typeof features
export const featureNames = Object.keys(features) as [Feature, ...Feature[]]

/** What a company has now. Without billing it has everything, and nobody is asked for anything. */
export type PlanNow = {
  plan: Plan
  /** Trial over, or payment missing: everything can be read and exported, nothing changed. */
  readOnly: boolean
  /** Whether this installation bills companies at all. */
  billing: boolean
  /** While the company is on trial. */
  trialEndsAt: Instant | null
}

/** Self-hosted, or not billed: all of it. */
export const everythingOn: PlanNow = { plan: 'premium', readOnly: false, billing: false, trialEndsAt: null }

/** Whether a plan is at least the one that is required. */
export function tierRequired(least: Plan): (plan: Plan) => boolean {
  return (plan) => planNames.indexOf(plan) >= planNames.indexOf(least)
}

export function planAllowsFeature(plan: Plan, feature: Feature): boolean {
  return tierRequired(features[feature].plan)(plan)
}

/** All that a plan has beyond the common, for the web. */
export function featuresOf(plan: Plan): Feature[] {
  return featureNames.filter((feature) => planAllowsFeature(plan, feature))
}
