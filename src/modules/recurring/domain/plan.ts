import { dayOfMonth, firstRun, nextRun, type PlainDate, type Recurrence } from '#kernel/calendar.ts'

/** When a plan comes round; its end is a day on which it may still run. */
export type Rhythm = Recurrence & { endOn: PlainDate | null }

export type Standing = { state: 'active' | 'paused'; nextRunOn: PlainDate } | { state: 'ended'; nextRunOn: null }

/** A month's or year's plan always knows its day, so that a short month does not pull the later ones forward. */
export function withDay<R extends Recurrence>(plan: R, from: PlainDate): R {
  if (plan.frequency === 'weekly') return { ...plan, dayOfMonth: null }
  return { ...plan, dayOfMonth: plan.dayOfMonth ?? dayOfMonth(from) }
}

/** The first day on or after the one that was asked for. */
export function startOf(plan: Rhythm, from: PlainDate, state: 'active' | 'paused' = 'active'): Standing {
  return until(plan, firstRun(plan, from), state)
}

/** The day after a run. */
export function after(plan: Rhythm, run: PlainDate, state: 'active' | 'paused' = 'active'): Standing {
  return until(plan, nextRun(plan, run), state)
}

/** Where a plan goes on that slept: the first of its days that is not past. */
export function awake(plan: Rhythm, nextRunOn: PlainDate, today: PlainDate): Standing {
  let day = nextRunOn
  while (day < today) day = nextRun(plan, day)
  return until(plan, day, 'active')
}

/** So many days after the next one. */
export function upcoming(plan: Rhythm, nextRunOn: PlainDate | null, count: number): PlainDate[] {
  const days: PlainDate[] = []
  let day = nextRunOn
  while (day !== null && days.length < count) {
    day = after(plan, day).nextRunOn
    if (day !== null) days.push(day)
  }
  return days
}

/** Minutes until a failed run is tried again: 15, 30, 60 … at most a day. */
export function pauseMinutes(failures: number): number {
  return Math.min(15 * 2 ** Math.max(0, failures - 1), 24 * 60)
}

function until(plan: Rhythm, day: PlainDate, state: 'active' | 'paused'): Standing {
  return plan.endOn !== null && day > plan.endOn ? { state: 'ended', nextRunOn: null } : { state, nextRunOn: day }
}
