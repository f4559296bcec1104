import { addMonths, endOfMonth, type PlainDate, priorPeriod, priorYear } from '#kernel/calendar.ts'

export const comparisons = ['prior-period', 'prior-year'] as const
export type Comparison = (typeof comparisons)[number]

/** The span that a span is compared with. */
export function comparedSpan(span: { from: PlainDate; to: PlainDate }, comparison: Comparison) {
  return comparison === 'prior-year' ? priorYear(span) : priorPeriod(span)
}

/** The date that a date is compared with: a month or a year earlier; the end of a month stays the end of a month. */
export function comparedDate(date: PlainDate, comparison: Comparison): PlainDate {
  const before = addMonths(date, comparison === 'prior-year' ? -12 : -1)
  return date === endOfMonth(date) ? endOfMonth(before) : before
}
