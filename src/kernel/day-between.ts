import { laterDate, type PlainDate } from './calendar.ts'
import { refuseField } from './refusal.ts'

/**
 * The day in the books: today in the company's time zone unless an earlier one was asked for, and never before what it
 * undoes or books. Refused at the field.
 */
export function dayBetween(since: PlainDate, today: PlainDate, asked: PlainDate | undefined, field: string): PlainDate {
  // what is dated ahead can be undone on its own day only
  const latest = laterDate(since, today)
  const day = asked ?? latest
  if (day < since) throw refuseField(field, `Choose ${since} or later: it cannot be before what it belongs to.`)
  if (day > latest) throw refuseField(field, `Choose ${latest} or an earlier day.`)
  return day
}

/** The day on which money moved: today in the company's time zone, or an earlier day. Refused at the field. */
export function dayUpTo(today: PlainDate, asked: PlainDate | undefined, field: string): PlainDate {
  if (asked === undefined) return today
  if (asked > today) throw refuseField(field, `Choose ${today} or an earlier day: money is booked once it has moved.`)
  return asked
}
