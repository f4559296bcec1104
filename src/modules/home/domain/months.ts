import { addMonths, type DateRange, endOfMonth, type PlainDate, startOfMonth } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'

export type MonthSum = { month: PlainDate; revenueCents: number; expensesCents: number }
export type Result = Omit<MonthSum, 'month'>

/** Whether a range begins and ends with a month, so that sums by month are enough for it. */
export function isWholeMonths({ from, to }: DateRange): boolean {
  return from === startOfMonth(from) && to === endOfMonth(to)
}

/** What came of the months that begin in a range. */
export function resultOf(sums: readonly MonthSum[], { from, to }: DateRange): Result {
  const inside = sums.filter(({ month }) => month >= from && month <= to)
  return {
    revenueCents: sumCents(inside.map((one) => one.revenueCents)),
    expensesCents: sumCents(inside.map((one) => one.expensesCents)),
  }
}

/** Twelve months up to the one of `today`, those without anything too. */
export function trendOf(sums: readonly MonthSum[], today: PlainDate): MonthSum[] {
  const first = trendStart(today)
  const found = new Map(sums.map((one) => [one.month, one]))
  return Array.from({ length: 12 }, (_, at) => {
    const month = addMonths(first, at)
    return { revenueCents: 0, expensesCents: 0, ...found.get(month), month: month.slice(0, 7) }
  })
}

export function trendStart(today: PlainDate): PlainDate {
  return addMonths(startOfMonth(today), -11)
}
