import { addSeconds, type Instant, secondsBetween } from '#kernel/calendar.ts'

/** How many attempts are free, how long the first wait is (it doubles), and after how long counting begins anew. */
export type ThrottleRule = { free: number; firstSeconds: number; windowSeconds: number }

/** What is known about one key. */
export type Count = { failures: number; windowStartedAt: Instant; blockedUntil: Instant | null }

/** A wait never grows beyond this: an attacker may slow a person down, not lock them out. */
export const longestWaitSeconds = 15 * 60

const halfDay = 12 * 60 * 60
const hour = 60 * 60

export const throttleRules = {
  /** Wrong passwords for one account, from wherever. */
  account: { free: 10, firstSeconds: 15, windowSeconds: halfDay },
  /** Wrong passwords from one address, for whomever. */
  address: { free: 20, firstSeconds: 15, windowSeconds: halfDay },
  /** Wrong passwords for one account from one address. */
  pair: { free: 5, firstSeconds: 30, windowSeconds: halfDay },
  /** Mails to one mailbox: confirmation, reset. */
  mailbox: { free: 5, firstSeconds: 60, windowSeconds: hour },
  /** Accounts and mails that one address asks for. */
  asking: { free: 30, firstSeconds: 60, windowSeconds: hour },
  /** Challenges for passkeys, and answers to them, from one address: a sign-in page asks for one by itself. */
  passkey: { free: 300, firstSeconds: 15, windowSeconds: hour },
} as const satisfies Record<string, ThrottleRule>

export type ThrottleName = keyof typeof throttleRules

/**
 * One more attempt: what its key counts then, or how long it has to wait. A refused attempt does not count, so waiting
 * always ends.
 */
export function attempt(before: Count | undefined, rule: ThrottleRule, now: Instant): Count | { waitSeconds: number } {
  if (before?.blockedUntil && before.blockedUntil > now) {
    return { waitSeconds: Math.ceil(secondsBetween(now, before.blockedUntil)) }
  }
  const goesOn = before !== undefined && secondsBetween(before.windowStartedAt, now) < rule.windowSeconds
  const failures = goesOn ? before.failures + 1 : 1
  const wait = waitAfter(failures, rule)
  return {
    failures,
    windowStartedAt: goesOn ? before.windowStartedAt : now,
    blockedUntil: wait > 0 ? addSeconds(now, wait) : null,
  }
}

/** Seconds to wait after so many attempts. */
export function waitAfter(failures: number, { free, firstSeconds }: ThrottleRule): number {
  if (failures < free) return 0
  return Math.min(longestWaitSeconds, firstSeconds * 2 ** Math.min(failures - free, 20))
}
