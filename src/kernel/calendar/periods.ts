import { z } from 'zod'
import {
  addDays,
  addMonths,
  daysBetween,
  endOfMonth,
  type PlainDate,
  startOfMonth,
  startOfYear,
  weekOf,
} from './dates.ts'

/** A month of the calendar, `2026-11`. */
export type Month = string

/** A month on the wire. */
export const MonthSchema = z
  .string('Choose a month.')
  .regex(/^(19|2[01])\d{2}-(0[1-9]|1[0-2])$/, 'Enter a month as YYYY-MM.')

/** Both ends belong to the range. */
export type DateRange = { from: PlainDate; to: PlainDate }

/** The presets of every report and list. */
export const periodNames = [
  'today',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'last_12_months',
] as const
export type PeriodName = (typeof periodNames)[number]

export function monthOf(date: PlainDate): Month {
  return date.slice(0, 7)
}

/** Every month that the range touches, in order; none when `to` is before `from`. */
export function months(from: PlainDate, to: PlainDate): Month[] {
  const all: Month[] = []
  for (let first = startOfMonth(from); first <= to; first = addMonths(first, 1)) all.push(monthOf(first))
  return all
}

/** The range of a preset, seen from `today`; weeks begin on `weekStartsOn` (1 Monday … 7 Sunday). */
export function period(name: PeriodName, today: PlainDate, weekStartsOn = 1): DateRange {
  switch (name) {
    case 'today':
      return { from: today, to: today }
    case 'this_week':
      return week(today, weekStartsOn)
    case 'last_week':
      return week(addDays(today, -7), weekStartsOn)
    case 'this_month':
      return span(startOfMonth(today), 1)
    case 'last_month':
      return span(addMonths(startOfMonth(today), -1), 1)
    case 'this_quarter':
      return span(startOfQuarter(today), 3)
    case 'last_quarter':
      return span(addMonths(startOfQuarter(today), -3), 3)
    case 'this_year':
      return span(startOfYear(today), 12)
    case 'last_year':
      return span(addMonths(startOfYear(today), -12), 12)
    case 'last_12_months':
      return span(addMonths(startOfMonth(today), -11), 12)
  }
}

/** The range just before, of the same kind: whole months before whole months, else as many days. For comparisons. */
export function priorPeriod({ from, to }: DateRange): DateRange {
  if (from === startOfMonth(from) && to === endOfMonth(to) && from <= to) {
    const count = months(from, to).length
    return span(addMonths(from, -count), count)
  }
  const days = daysBetween(from, to) + 1
  return { from: addDays(from, -days), to: addDays(from, -1) }
}

/** The same range one year earlier; a range that ends a month ends it there too (Feb 29 and Feb 28). */
export function priorYear({ from, to }: DateRange): DateRange {
  const end = addMonths(to, -12)
  return { from: addMonths(from, -12), to: to === endOfMonth(to) ? endOfMonth(end) : end }
}

function week(date: PlainDate, startsOn: number): DateRange {
  const [from = date] = weekOf(date, startsOn)
  return { from, to: addDays(from, 6) }
}

function span(from: PlainDate, count: number): DateRange {
  return { from, to: addDays(addMonths(from, count), -1) }
}

function startOfQuarter(date: PlainDate): PlainDate {
  const month = Number(date.slice(5, 7))
  return addMonths(startOfMonth(date), -((month - 1) % 3))
}

/** The first day of the fiscal year that holds the date, for a year that begins in month 1 to 12. */
export function fiscalYearStart(date: PlainDate, startMonth: number): PlainDate {
  const start = `${date.slice(0, 4)}-${String(startMonth).padStart(2, '0')}-01`
  return start <= date ? start : addMonths(start, -12)
}
