import { addMonths, endOfMonth, type Instant, type PlainDate, priorPeriod, priorYear } from '#kernel/calendar.ts'
import { refuseField } from '#kernel/refusal.ts'

export const comparisons = ['prior-period', 'prior-year', 'known-now'] as const
export type Comparison = (typeof comparisons)[number]

type Span = { from: PlainDate; to: PlainDate }

/** The columns of a report about a period: what was asked for, and what it is compared with. */
export function spanColumns(span: Span, comparison: Comparison | undefined, knownAt: Instant | null) {
  const asked = { ...span, knownAt }
  if (comparison === undefined) return [asked]
  if (comparison === 'known-now') return [asked, { ...span, knownAt: knownNow(knownAt) }]
  return [asked, { ...(comparison === 'prior-year' ? priorYear(span) : priorPeriod(span)), knownAt }]
}

/** The columns of a report about a day, likewise. */
export function dayColumns(asOf: PlainDate, comparison: Comparison | undefined, knownAt: Instant | null) {
  const asked = { asOf, knownAt }
  if (comparison === undefined) return [asked]
  if (comparison === 'known-now') return [asked, { asOf, knownAt: knownNow(knownAt) }]
  return [asked, { asOf: comparedDate(asOf, comparison === 'prior-year' ? -12 : -1), knownAt }]
}

function knownNow(knownAt: Instant | null): null {
  if (knownAt === null) throw refuseField('knownAt', 'Say the day whose knowledge stands beside that of today.')
  return null
}

/** A month or a year earlier; the end of a month stays the end of a month. */
function comparedDate(date: PlainDate, months: number): PlainDate {
  const before = addMonths(date, months)
  return date === endOfMonth(date) ? endOfMonth(before) : before
}
