import { daysBetween, type PlainDate } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'

/** How long something has been due, in the order of the columns. */
export const agingBuckets = ['current', 'days1to30', 'days31to60', 'days61to90', 'over90'] as const
export type AgingBucket = (typeof agingBuckets)[number]

export type Aged = { [bucket in AgingBucket]: number } & { totalCents: number }

/** The column of a debt that was due on a date; what is due today is not late yet. */
function bucketOf(dueOn: PlainDate, asOf: PlainDate): AgingBucket {
  const late = daysBetween(dueOn, asOf)
  if (late <= 0) return 'current'
  if (late <= 30) return 'days1to30'
  if (late <= 60) return 'days31to60'
  return late <= 90 ? 'days61to90' : 'over90'
}

/** Debts summed into their columns. */
export function age(debts: readonly { dueOn: PlainDate; balanceCents: number }[], asOf: PlainDate): Aged {
  const parts = debts.map(({ dueOn, balanceCents }) => ({ bucket: bucketOf(dueOn, asOf), balanceCents }))
  const column = (wanted: AgingBucket) =>
    sumCents(parts.filter(({ bucket }) => bucket === wanted).map((part) => part.balanceCents))
  return {
    current: column('current'),
    days1to30: column('days1to30'),
    days31to60: column('days31to60'),
    days61to90: column('days61to90'),
    over90: column('over90'),
    totalCents: sumCents(parts.map((part) => part.balanceCents)),
  }
}
