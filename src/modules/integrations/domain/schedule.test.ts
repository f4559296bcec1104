import { expect, test } from 'vitest'
import { addSeconds, secondsBetween } from '#kernel/calendar.ts'
import { afterFailure, failingSecondsMax, isHopeless, waitsSeconds } from './schedule.ts'

const now = '2026-03-02T10:00:00.000000Z'
const wait = (tries: number, jitter: number) => {
  const { retryAt } = afterFailure(tries, now, jitter)
  return retryAt === null ? null : secondsBetween(now, retryAt)
}

test('waits grow, spread by a tenth on both sides, and end', () => {
  for (const [at, seconds] of waitsSeconds.entries()) {
    expect(wait(at + 1, 0.5)).toBe(seconds)
    expect(wait(at + 1, 0)).toBeGreaterThanOrEqual(Math.floor(seconds * 0.9))
    expect(wait(at + 1, 1)).toBeLessThanOrEqual(Math.ceil(seconds * 1.1))
    if (at > 0) expect(seconds).toBeGreaterThan(waitsSeconds[at - 1] ?? 0)
  }
  expect(wait(waitsSeconds.length + 1, 0.5)).toBeNull()
})

test('all tries together last longer than an endpoint may fail, so that the last one switches it off', () => {
  const total = waitsSeconds.reduce((sum, seconds) => sum + seconds, 0)
  expect(total * 0.9).toBeLessThan(failingSecondsMax * 1.1)
  expect(total).toBeGreaterThan(failingSecondsMax)
})

test('an endpoint is hopeless after its days, not before, and never when it works', () => {
  expect(isHopeless(null, now)).toBe(false)
  expect(isHopeless(addSeconds(now, 1 - failingSecondsMax), now)).toBe(false)
  expect(isHopeless(addSeconds(now, -failingSecondsMax), now)).toBe(true)
})
