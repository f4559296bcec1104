import { addDays, addMonths, daysBetween, endOfMonth, type PlainDate, startOfMonth } from '#kernel/calendar.ts'

/** One month of the demo; `billedOn` is when it is billed, undefined while that lies ahead. */
export type DemoMonth = {
  /** Months before the current one. */
  ago: number
  from: PlainDate
  to: PlainDate
  billedOn: PlainDate | undefined
}

/** The months of the history, oldest first; the last is the current one and ends yesterday. */
export function monthsUntil(today: PlainDate, count: number): DemoMonth[] {
  const yesterday = addDays(today, -1)
  return Array.from({ length: count + 1 }, (_, at) => {
    const ago = count - at
    const from = startOfMonth(addMonths(startOfMonth(today), -ago))
    const end = endOfMonth(from)
    const billedOn = workdayFrom(addDays(end, 1))
    return { ago, from, to: ago === 0 ? yesterday : end, billedOn: billedOn <= yesterday ? billedOn : undefined }
  })
}

/** Monday to Friday, from one date to another, both included. */
export function workdays(from: PlainDate, to: PlainDate): PlainDate[] {
  const days = Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, at) => addDays(from, at))
  return days.filter(isWorkday)
}

/** The date itself, or the Monday after it. */
export function workdayFrom(date: PlainDate): PlainDate {
  return isWorkday(date) ? date : workdayFrom(addDays(date, 1))
}

function isWorkday(date: PlainDate): boolean {
  // 2024-01-01 was a Monday.
  const weekday = ((daysBetween('2024-01-01', date) % 7) + 7) % 7
  return weekday < 5
}
