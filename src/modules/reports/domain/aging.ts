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

export type Debtor = { sortName: string } & Aged

const nothing: Aged = { current: 0, days1to30: 0, days31to60: 0, days61to90: 0, over90: 0, totalCents: 0 }

/** Everybody who owes or owed on the day of comparison, by name, with what it was then; both lists are in that order. */
export function withCompared<Row extends Debtor>(
  rows: readonly Row[],
  then: readonly Row[],
  id: (row: Row) => string,
): (Row & { comparedCents: number })[] {
  const before = new Map(then.map((row) => [id(row), row.totalCents]))
  const here = new Set(rows.map(id))
  const gone = then.filter((row) => !here.has(id(row))).map((row) => ({ ...row, ...nothing }))
  return [...rows, ...gone]
    .map((row) => ({ ...row, comparedCents: before.get(id(row)) ?? 0 }))
    .sort((a, b) => (a.sortName < b.sortName || (a.sortName === b.sortName && id(a) < id(b)) ? -1 : 1))
}

/** The sums of all rows, column by column. */
export function agedTotal(rows: readonly Aged[]): Aged {
  const column = (name: keyof Aged) => sumCents(rows.map((row) => row[name]))
  const buckets = Object.fromEntries(agingBuckets.map((bucket) => [bucket, column(bucket)])) as Omit<Aged, 'totalCents'>
  return { ...buckets, totalCents: column('totalCents') }
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
