import { addDays, addMonths, endOfMonth, type PlainDate, startOfMonth } from '#kernel/calendar.ts'

/** A span of the books; `from` null is from the beginning. Both ends belong to it. */
export type Span = { from: PlainDate | null; to: PlainDate }

/** The months, by their first days, and the days of broken months that make up a span. */
export type Cover = {
  firstMonth: PlainDate | null
  lastMonth: PlainDate | null
  head: { from: PlainDate; to: PlainDate } | null
  tail: { from: PlainDate; to: PlainDate } | null
}

/** Before every date of the books. */
export const beginning = '0001-01-01'

/**
 * Splits a span into whole months, which the rollup knows, and at most two broken ones, whose lines are read. An empty
 * span (`to` before `from`) covers nothing.
 */
export function cover({ from, to }: Span): Cover {
  const nothing = { firstMonth: null, lastMonth: null, head: null, tail: null }
  if (from !== null && to < from) return nothing
  const wholeFrom = from === null ? beginning : from === startOfMonth(from) ? from : addMonths(startOfMonth(from), 1)
  const wholeTo = to === endOfMonth(to) ? to : addDays(startOfMonth(to), -1)
  if (from !== null && wholeTo < wholeFrom) return broken(from, to, wholeFrom)
  return {
    firstMonth: wholeFrom,
    lastMonth: startOfMonth(wholeTo),
    head: from === null || from === wholeFrom ? null : { from, to: addDays(wholeFrom, -1) },
    tail: to === wholeTo ? null : { from: addDays(wholeTo, 1), to },
  }
}

/** No whole month in it: one piece, or two that meet at the turn of the month. */
function broken(from: PlainDate, to: PlainDate, nextMonth: PlainDate): Cover {
  const none = { firstMonth: null, lastMonth: null }
  if (to < nextMonth || from === nextMonth) return { ...none, head: { from, to }, tail: null }
  return { ...none, head: { from, to: addDays(nextMonth, -1) }, tail: { from: nextMonth, to } }
}
