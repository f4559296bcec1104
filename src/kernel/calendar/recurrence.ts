import { addDays, addMonths, compareDates, dayOfMonth, endOfMonth, type PlainDate, startOfMonth } from './dates.ts'

export const frequencies = ['weekly', 'monthly', 'yearly'] as const
export type Frequency = (typeof frequencies)[number]

/** How something comes back: every so many weeks, months or years, on a day of the month where 31 means the last. */
export type Recurrence = { frequency: Frequency; every: number; dayOfMonth: number | null }

/** The first day of a plan, on or after the day that it starts. */
export function firstRun(plan: Recurrence, startsOn: PlainDate): PlainDate {
  if (plan.frequency === 'weekly') return startsOn
  const inMonth = dayIn(startsOn, plan, startsOn)
  return compareDates(inMonth, startsOn) < 0 ? dayIn(addMonths(startOfMonth(startsOn), 1), plan, startsOn) : inMonth
}

/** The day after a run of the plan. A day that a month lacks is its last, and does not change the months that have it. */
export function nextRun(plan: Recurrence, run: PlainDate): PlainDate {
  if (plan.frequency === 'weekly') return addDays(run, 7 * plan.every)
  const months = plan.frequency === 'monthly' ? plan.every : 12 * plan.every
  return dayIn(addMonths(startOfMonth(run), months), plan, run)
}

function dayIn(month: PlainDate, plan: Recurrence, usual: PlainDate): PlainDate {
  const last = endOfMonth(month)
  const day = Math.min(plan.dayOfMonth ?? dayOfMonth(usual), dayOfMonth(last))
  return addDays(startOfMonth(month), day - 1)
}
