import { addDays, dayOfMonth, endOfMonth, type PlainDate, startOfMonth } from '#kernel/calendar.ts'

/** A span of the books; `from` null is from the beginning. Both ends belong to it. */
export type Span = { from: PlainDate | null; to: PlainDate }

/** Days of a broken month: to be added, or to be taken from the whole month. */
export type Piece = { from: PlainDate; to: PlainDate; sign: 1 | -1 }

/** The months, by their first days, and what of broken months makes up a span with them. */
export type Cover = {
  firstMonth: PlainDate | null
  lastMonth: PlainDate | null
  head: Piece | null
  tail: Piece | null
}

/** Before every date of the books. */
export const beginning = '0001-01-01'

/**
 * Splits a span into whole months, which the rollup knows, and at most two broken ones, of which the shorter side is
 * read: their days in the span, or the others, which are taken off. From today on there is hardly anything: a month that
 * still runs is taken whole, less what is dated ahead. An empty span (`to` before `from`) covers nothing.
 */
export function cover({ from, to }: Span, today: PlainDate): Cover {
  const none = { firstMonth: null, lastMonth: null, head: null, tail: null }
  if (from !== null && to < from) return none
  const first = from === null ? beginning : startOfMonth(from)
  const last = endOfMonth(to)
  const begins = from === null || from === first
  if (!begins && to !== last && first === startOfMonth(to)) return { ...none, head: { from, to, sign: 1 } }
  const head = begins ? null : headOf(from)
  const tail = to === last ? null : tailOf(to, today)
  const wholeFrom = head?.sign === 1 ? addDays(endOfMonth(head.to), 1) : first
  const wholeTo = tail?.sign === 1 ? addDays(startOfMonth(to), -1) : last
  const months = wholeTo < wholeFrom ? none : { firstMonth: wholeFrom, lastMonth: startOfMonth(wholeTo) }
  return { ...months, head, tail }
}

function headOf(from: PlainDate): Piece {
  const [first, last] = [startOfMonth(from), endOfMonth(from)]
  if (dayOfMonth(from) <= 15) return { from: first, to: addDays(from, -1), sign: -1 }
  return { from, to: last, sign: 1 }
}

function tailOf(to: PlainDate, today: PlainDate): Piece {
  if (dayOfMonth(to) >= 15 || to >= today) return { from: addDays(to, 1), to: endOfMonth(to), sign: -1 }
  return { from: startOfMonth(to), to, sign: 1 }
}
