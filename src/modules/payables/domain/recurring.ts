import { firstRun, nextRun, type PlainDate, type Recurrence } from '#kernel/calendar.ts'
import { refuseField } from '#kernel/refusal.ts'

export type Schedule = Recurrence & { startsOn: PlainDate; endsOn: PlainDate | null }

/** Refuses a schedule that makes no sense: weeks on a day of the month, months without one, an end before the start. */
export function checkSchedule({ frequency, dayOfMonth, startsOn, endsOn }: Schedule): void {
  if (frequency === 'weekly' && dayOfMonth !== null)
    throw refuseField('dayOfMonth', 'A weekly bill comes on the weekday that it starts on.')
  if (frequency !== 'weekly' && dayOfMonth === null) throw refuseField('dayOfMonth', 'Choose a day of the month.')
  if (endsOn !== null && endsOn < startsOn) throw refuseField('endsOn', 'This cannot be before the start.')
}

/** The first day that is on or after another, or null when the end comes before. */
export function runFrom(schedule: Schedule, from: PlainDate): PlainDate | null {
  let run = firstRun(schedule, schedule.startsOn)
  while (run < from && !isOver(schedule, run)) run = nextRun(schedule, run)
  return isOver(schedule, run) ? null : run
}

/** The day after a run, or null when that was the last. */
export function runAfter(schedule: Schedule, run: PlainDate): PlainDate | null {
  const next = nextRun(schedule, run)
  return isOver(schedule, next) ? null : next
}

const isOver = ({ endsOn }: Schedule, day: PlainDate) => (endsOn !== null && day > endsOn) || day > '2199-12-31'
