import { addSeconds, type Instant, secondsBetween } from '#kernel/calendar.ts'

const [minute, hour] = [60, 60 * 60]

/** How long to wait after each try that failed: three days and a little, in ten tries. */
export const waitsSeconds = [
  5,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const

/** An endpoint that took nothing for so long is switched off. */
export const failingSecondsMax = 3 * 24 * hour

/** Answers that are no 2xx, and what followed from them. */
export type AfterFailure = { retryAt: Instant | null }

/**
 * When the next try is due after `tries` of them failed; null when that was the last. `jitter` from 0 to 1 spreads what
 * failed together over a tenth before and after its time.
 */
export function afterFailure(tries: number, now: Instant, jitter: number): AfterFailure {
  const wait = waitsSeconds[tries - 1]
  if (wait === undefined) return { retryAt: null }
  return { retryAt: addSeconds(now, Math.max(1, Math.round(wait * (0.9 + jitter / 5)))) }
}

/** Whether an endpoint that has been failing since then is to be switched off. */
export function isHopeless(failingSince: Instant | null, now: Instant): boolean {
  return failingSince !== null && secondsBetween(failingSince, now) >= failingSecondsMax
}
