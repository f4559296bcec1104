import { expect, test } from 'vitest'
import { firstRun, nextRun, type Recurrence } from './recurrence.ts'

const monthly = (dayOfMonth: number | null, every = 1): Recurrence => ({ frequency: 'monthly', every, dayOfMonth })

function runs(plan: Recurrence, startsOn: string, count: number): string[] {
  const days = [firstRun(plan, startsOn)]
  while (days.length < count) days.push(nextRun(plan, days.at(-1) ?? ''))
  return days
}

test.each<[string, Recurrence, string, string[]]>([
  ['the last day of each month', monthly(31), '2026-01-15', ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']],
  ['the 30th, of February the last', monthly(30), '2026-01-30', ['2026-01-30', '2026-02-28', '2026-03-30']],
  ['a day that has passed begins next month', monthly(1), '2026-01-02', ['2026-02-01', '2026-03-01']],
  ['every third month', monthly(15, 3), '2026-11-15', ['2026-11-15', '2027-02-15', '2027-05-15']],
  ['every other week', { frequency: 'weekly', every: 2, dayOfMonth: null }, '2026-12-25', ['2026-12-25', '2027-01-08']],
  [
    'leap day',
    { frequency: 'yearly', every: 1, dayOfMonth: 29 },
    '2027-02-10',
    ['2027-02-28', '2028-02-29', '2029-02-28'],
  ],
])('%s', (_name, plan, startsOn, days) => {
  expect(runs(plan, startsOn, days.length)).toEqual(days)
})
