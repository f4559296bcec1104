import type { z } from 'zod'
import { sumCents } from '#kernel/money.ts'
import type { listUnbilledExpenses } from '#modules/expenses/contract.ts'
import type { listUnbilledTime } from '#modules/time/contract.ts'
import type { timeGroupings } from '../contract.ts'

export type Unbilled = z.output<typeof listUnbilledTime.answer>['items'][number]
export type UnbilledExpense = z.output<typeof listUnbilledExpenses.answer>['items'][number]
export type Grouping = (typeof timeGroupings)[number]

export const groupings: { value: Grouping; label: string }[] = [
  { value: 'service', label: 'Service' },
  { value: 'entry', label: 'Time entry' },
  { value: 'day', label: 'Day' },
  { value: 'member', label: 'Member' },
]

/** What is billed: all expenses, and time with a rate, that were not left out, and what it comes to. */
export function chosenOf(time: readonly Unbilled[], billable: readonly UnbilledExpense[], left: ReadonlySet<string>) {
  const entries = time.filter((one) => one.rateCents !== null && !left.has(one.id))
  const expenses = billable.filter((one) => !left.has(one.id))
  const minutes = entries.reduce((total, one) => total + one.minutes, 0)
  const amountCents = sumCents([...entries.map((one) => one.amountCents), ...expenses.map((one) => one.billableCents)])
  return { entries, expenses, minutes, amountCents }
}

/** "2 of 3 entries, 1:30 hours, 1 of 1 expenses"; a kind that is not there is not said. */
export function sumText(chosen: ReturnType<typeof chosenOf>, timeCount: number, expenseCount: number): string {
  const time = `${chosen.entries.length} of ${timeCount} entries, ${hoursText(chosen.minutes)} hours`
  const expenses = `${chosen.expenses.length} of ${expenseCount} expenses`
  return [timeCount > 0 && time, expenseCount > 0 && expenses].filter(Boolean).join(', ')
}

/** 95 minutes are `1:35`. */
export function hoursText(minutes: number): string {
  return `${Math.trunc(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
