import { addDays, addMonths, type PlainDate } from '#kernel/calendar.ts'
import { type Cents, percentOf } from '#kernel/money.ts'

export type LateFee = { kind: 'none' } | { kind: 'percent'; percent: string } | { kind: 'fixed'; cents: Cents }

/**
 * The period whose fee is due today, named by its first day; null while the invoice is not late enough. Once: one
 * period for ever. Monthly: a new one on the same day of each month.
 */
export function feePeriod(
  dueOn: PlainDate,
  graceDays: number,
  repeat: 'once' | 'monthly',
  today: PlainDate,
): PlainDate | null {
  const first = addDays(dueOn, graceDays + 1)
  if (today < first) return null
  if (repeat === 'once') return first
  let months = 0
  while (addMonths(first, months + 1) <= today) months += 1
  return addMonths(first, months)
}

/** What the fee comes to on what is still due, in cents. */
export function feeCents(fee: LateFee, dueCents: Cents): Cents {
  if (fee.kind === 'none') return 0
  return fee.kind === 'fixed' ? fee.cents : percentOf(dueCents, fee.percent)
}
