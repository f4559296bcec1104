import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOfMonth, endOfMonth, type Frequency } from '#kernel/calendar.ts'
import { after, awake, pauseMinutes, type Rhythm, startOf, upcoming, withDay } from './plan.ts'

const monthly = (dayOfMonth: number, endOn: string | null = null): Rhythm => ({
  frequency: 'monthly',
  every: 1,
  dayOfMonth,
  endOn,
})

test('a plan ends after the last of its days', () => {
  expect(startOf(monthly(31), '2026-02-03')).toEqual({ state: 'active', nextRunOn: '2026-02-28' })
  expect(after(monthly(15, '2026-03-15'), '2026-02-15')).toEqual({ state: 'active', nextRunOn: '2026-03-15' })
  expect(after(monthly(15, '2026-03-14'), '2026-02-15')).toEqual({ state: 'ended', nextRunOn: null })
  expect(upcoming(monthly(31, '2026-04-30'), '2026-01-31', 9)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30'])
})

test('a plan that slept goes on with the first day that is not past', () => {
  expect(awake(monthly(31), '2026-01-31', '2026-03-01')).toEqual({ state: 'active', nextRunOn: '2026-03-31' })
  expect(awake(monthly(31), '2026-01-31', '2026-01-31')).toEqual({ state: 'active', nextRunOn: '2026-01-31' })
})

test('failures wait longer and longer, at most a day', () => {
  expect([1, 2, 3, 8, 20, 999].map(pauseMinutes)).toEqual([15, 30, 60, 1440, 1440, 1440])
})

const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days))
const plan = fc.record({
  frequency: fc.constantFrom<Frequency>('weekly', 'monthly', 'yearly'),
  every: fc.integer({ min: 1, max: 24 }),
  dayOfMonth: fc.option(fc.integer({ min: 1, max: 31 })),
  endOn: fc.constant(null),
})

test('month ends and leap years: every day comes, in order, on the day of the month or the last that there is', () => {
  fc.assert(
    fc.property(plan, day, (said, from) => {
      const rhythm = withDay(said, from)
      const first = startOf(rhythm, from).nextRunOn ?? ''
      expect(first >= from).toBe(true)
      const days = [first, ...upcoming(rhythm, first, 24)]
      expect(days.length).toBe(25)
      for (const [at, one] of days.entries()) {
        if (at > 0) expect(one > (days[at - 1] ?? '')).toBe(true)
        if (rhythm.dayOfMonth === null) continue
        expect(dayOfMonth(one)).toBe(Math.min(rhythm.dayOfMonth, dayOfMonth(endOfMonth(one))))
      }
    }),
  )
})
