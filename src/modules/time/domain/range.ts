import { dateIn, type Instant, type PlainDate, secondsBetween } from '#kernel/calendar.ts'
import { refuseField } from '#kernel/refusal.ts'
import { MINUTES_MAX, type Rounding, roundMinutes, roundSeconds } from './rounding.ts'

/** When an entry was worked: by start and end, or by day and duration. */
export type Worked = { workedOn: PlainDate; startedAt: Instant | null; endedAt: Instant | null; minutes: number }

/** Seconds really passed, so a night in which clocks change counts as long as it was. */
export function workedRange(startedAt: Instant, endedAt: Instant, zone: string, rounding: Rounding): Worked {
  const seconds = secondsBetween(startedAt, endedAt)
  if (seconds <= 0) throw refuseField('endedAt', 'The end must be after the start.')
  if (seconds > MINUTES_MAX * 60) throw refuseField('endedAt', 'One entry can hold at most 31 days.')
  return { workedOn: dateIn(zone, startedAt), startedAt, endedAt, minutes: roundSeconds(Math.floor(seconds), rounding) }
}

export function workedDuration(workedOn: PlainDate, minutes: number, rounding: Rounding): Worked {
  return { workedOn, startedAt: null, endedAt: null, minutes: roundMinutes(minutes, rounding) }
}

/** Whether start and end still hold such a day and duration: the rest of it was a pause. */
export function rangeHolds(range: Worked, workedOn: PlainDate, minutes: number, rounding: Rounding): boolean {
  if (range.startedAt === null || range.endedAt === null || workedOn !== range.workedOn) return false
  return minutes <= roundSeconds(Math.max(0, Math.floor(secondsBetween(range.startedAt, range.endedAt))), rounding)
}
