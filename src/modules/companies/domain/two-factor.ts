import { addSeconds, type Instant } from '#kernel/calendar.ts'
import type { Role } from '#kernel/permissions.ts'

/** Whom a company asks for a second factor. */
export const twoFactorPolicies = ['off', 'managers_and_above', 'everybody'] as const
export type TwoFactorPolicy = (typeof twoFactorPolicies)[number]

/** What decides whether a member is asked: the company's policy, their role, and what was set for them alone. */
export type TwoFactorRule = { policy: TwoFactorPolicy; role: Role; requireTwoFactor: boolean }

export function asksForFactor({ policy, role, requireTwoFactor }: TwoFactorRule): boolean {
  return requireTwoFactor || policy === 'everybody' || (policy === 'managers_and_above' && role !== 'staff')
}

/** Whether a factor that was confirmed then still counts now. */
export function isFresh(factorAt: Instant | null, seconds: number, now: Instant): boolean {
  return factorAt !== null && addSeconds(factorAt, seconds) > now
}
