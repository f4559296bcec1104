import { expect, test } from 'vitest'
import { addSeconds } from '#kernel/calendar.ts'
import { attempt, type Count, longestWaitSeconds, throttleRules, waitAfter } from './throttle.ts'

const start = '2026-11-24T12:00:00.000000Z'
const { pair, account } = throttleRules

test.each([
  [1, 0],
  [4, 0],
  [5, 30],
  [6, 60],
  [7, 120],
  [8, 240],
  [9, 480],
  [10, 900],
  [11, 900],
  [10_000, 900],
])('after %i attempts of one pair: %i seconds', (failures, seconds) => expect(waitAfter(failures, pair)).toBe(seconds))

test('the pair is stricter than the account at every step', () => {
  for (let n = 1; n <= 20; n += 1) expect(waitAfter(n, pair)).toBeGreaterThanOrEqual(waitAfter(n, account))
})

/** Attempts as fast as they are let in, `seconds` long: how many there were. */
function siege(seconds: number): number {
  let count: Count | undefined
  let tried = 0
  let now = start
  while (now < addSeconds(start, seconds)) {
    const next = attempt(count, pair, now)
    if ('waitSeconds' in next) {
      now = addSeconds(now, next.waitSeconds)
      continue
    }
    count = next
    tried += 1
  }
  return tried
}

test('whoever tries without a pause gets some fifty tries in half a day', () => {
  expect(siege(12 * 3600)).toBeGreaterThan(40)
  expect(siege(12 * 3600)).toBeLessThan(60)
})

test('a refused attempt changes nothing, and the wait ends', () => {
  const blocked: Count = { failures: 12, windowStartedAt: start, blockedUntil: addSeconds(start, 100) }
  expect(attempt(blocked, pair, addSeconds(start, 40))).toEqual({ waitSeconds: 60 })
  expect(attempt(blocked, pair, addSeconds(start, 99.5))).toEqual({ waitSeconds: 1 })
  expect(attempt(blocked, pair, addSeconds(start, 100))).toMatchObject({
    failures: 13,
    blockedUntil: addSeconds(start, 100 + longestWaitSeconds),
  })
})

test('after the window counting begins anew', () => {
  const old: Count = { failures: 40, windowStartedAt: start, blockedUntil: addSeconds(start, 60) }
  const later = addSeconds(start, pair.windowSeconds)
  expect(attempt(old, pair, later)).toEqual({ failures: 1, windowStartedAt: later, blockedUntil: null })
})
