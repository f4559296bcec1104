import { dateIn, type Instant, type PlainDate, secondsBetween } from '#kernel/calendar.ts'
import { refuseField } from '#kernel/refusal.ts'
import { MINUTES_MAX, type Rounding, roundMinutes, roundSeconds } from './rounding.ts'

/** When an entry was worked: by start and end, of which a part may have been a pause, or by day and duration. */
export type Worked = { workedOn: PlainDate; startedAt: Instant | null; endedAt: Instant | null; minutes: number }

export type WorkedChange = { [field in keyof Worked]?: NonNullable<Worked[field]> | undefined }

/** How the company counts. */
export type Counting = { timeZone: string; rounding: Rounding }

/** A new entry: start and end, or minutes on a day. */
export function worked(given: WorkedChange, today: PlainDate, counting: Counting): Worked {
  if (given.startedAt !== undefined || given.endedAt !== undefined) {
    return ofRange(given.startedAt, given.endedAt, given.minutes, counting)
  }
  if (given.minutes === undefined) throw refuseField('minutes', 'Enter minutes, or start and end.')
  return ofDay(given.workedOn ?? today, roundMinutes(given.minutes, counting.rounding))
}

/**
 * An entry after a change of its times. Minutes that still fit between start and end leave these as they are; a longer
 * duration or another day lets go of them.
 */
export function workedAfter(current: Worked, change: WorkedChange, counting: Counting): Worked {
  if (change.startedAt !== undefined || change.endedAt !== undefined) {
    const startedAt = change.startedAt ?? current.startedAt ?? undefined
    return ofRange(startedAt, change.endedAt ?? current.endedAt ?? undefined, change.minutes, counting)
  }
  const workedOn = change.workedOn ?? current.workedOn
  const minutes = change.minutes === undefined ? current.minutes : roundMinutes(change.minutes, counting.rounding)
  const holds = workedOn === current.workedOn && minutes <= rangeMinutes(current, counting.rounding)
  return holds ? { ...current, minutes } : ofDay(workedOn, minutes)
}

/** Seconds really passed: the nights in which clocks change count as long as they were. */
function ofRange(
  startedAt: Instant | undefined,
  endedAt: Instant | undefined,
  minutes: number | undefined,
  { timeZone, rounding }: Counting,
): Worked {
  if (startedAt === undefined) throw refuseField('startedAt', 'Enter the start as well.')
  if (endedAt === undefined) throw refuseField('endedAt', 'Enter the end as well.')
  const seconds = secondsBetween(startedAt, endedAt)
  if (seconds <= 0) throw refuseField('endedAt', 'The end must be after the start.')
  if (seconds > MINUTES_MAX * 60) throw refuseField('endedAt', 'One entry can hold at most 31 days.')
  if (minutes !== undefined && minutes * 60 > seconds) {
    throw refuseField('minutes', 'That is more than there is between start and end.')
  }
  const counted = minutes === undefined ? roundSeconds(seconds, rounding) : roundMinutes(minutes, rounding)
  return { workedOn: dateIn(timeZone, startedAt), startedAt, endedAt, minutes: counted }
}

function ofDay(workedOn: PlainDate, minutes: number): Worked {
  return { workedOn, startedAt: null, endedAt: null, minutes }
}

/** What fits between start and end; nothing without them. */
function rangeMinutes({ startedAt, endedAt }: Worked, rounding: Rounding): number {
  if (startedAt === null || endedAt === null) return -1
  return roundSeconds(Math.max(0, secondsBetween(startedAt, endedAt)), rounding)
}
