import { addMonths, type PlainDate } from '#kernel/calendar.ts'

/** The first day of the fiscal year that holds the date, for a year that begins in month 1 to 12. */
export function fiscalYearStart(date: PlainDate, startMonth: number): PlainDate {
  const start = `${date.slice(0, 4)}-${String(startMonth).padStart(2, '0')}-01`
  return start <= date ? start : addMonths(start, -12)
}
