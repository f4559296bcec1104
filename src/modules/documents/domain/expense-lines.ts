import { formatDate, type PlainDate } from '#kernel/calendar.ts'
import type { Cents } from '#kernel/money.ts'

/** An expense that is about to be charged on, markup included. */
export type BillableExpense = {
  id: string
  spentOn: PlainDate
  merchantName: string
  categoryName: string
  notes: string | null
  billableCents: Cents
}

export type ExpenseLine = { name: string; description: string; unitPriceCents: Cents; expenseId: string }

/** One line for each expense, in the order of the days: what it was, where and when. The markup is not shown. */
export function linesFromExpenses(expenses: readonly BillableExpense[], locale = 'en-US'): ExpenseLine[] {
  const ordered = [...expenses].sort((a, b) => compare(a.spentOn, b.spentOn) || compare(a.id, b.id))
  return ordered.map(({ id, spentOn, merchantName, categoryName, notes, billableCents }) => ({
    name: `${categoryName}: ${merchantName}`.slice(0, 200),
    description: [formatDate(spentOn, locale), notes].filter(Boolean).join('\n').slice(0, 4000),
    unitPriceCents: billableCents,
    expenseId: id,
  }))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
