import { formatDate, type PlainDate } from '#kernel/calendar.ts'
import { divideDecimals } from '#kernel/decimal.ts'
import type { Cents } from '#kernel/money.ts'

export type TimeGrouping = 'entry' | 'service' | 'day' | 'member'

/** Time that is about to be billed, with the rate that was found for it. */
export type BillableTime = {
  id: string
  workedOn: PlainDate
  minutes: number
  rateCents: Cents
  memberId: string
  memberName: string
  projectName: string | null
  catalogItemId: string | null
  serviceName: string | null
  taxable: boolean
  incomeAccountId: string | null
  notes: string | null
}

export type TimeLine = {
  name: string
  description: string | null
  quantity: string
  unitPriceCents: Cents
  catalogItemId: string | null
  taxable: boolean
  incomeAccountId: string | null
  /** The entries that this line bills. */
  entryIds: string[]
}

/**
 * The lines of an invoice for this time, in the order of the days. What is put into one line has one rate, one income
 * account and one answer to "taxable", so grouping never changes what is owed for an hour or where it is earned.
 */
export function linesFromTime(entries: readonly BillableTime[], groupBy: TimeGrouping, locale = 'en-US'): TimeLine[] {
  const groups = new Map<string, BillableTime[]>()
  const ordered = [...entries].sort((a, b) => compare(a.workedOn, b.workedOn) || compare(a.id, b.id))
  for (const entry of ordered) {
    const key = JSON.stringify([subjectOf(entry, groupBy), entry.rateCents, entry.incomeAccountId, entry.taxable])
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return [...groups.values()].map((group) => lineOf(group, groupBy, locale))
}

/** Minutes as the quantity of a line: hours with 4 decimals. 50 minutes are `0.8333`. */
export function hoursOf(minutes: number): string {
  return divideDecimals(minutes, 60, 4)
}

function subjectOf(entry: BillableTime, groupBy: TimeGrouping): unknown {
  if (groupBy === 'entry') return entry.id
  if (groupBy === 'day') return entry.workedOn
  if (groupBy === 'member') return entry.memberId
  return [entry.catalogItemId, entry.serviceName ?? entry.projectName]
}

function lineOf(group: readonly BillableTime[], groupBy: TimeGrouping, locale: string): TimeLine {
  const [first] = group as readonly [BillableTime, ...BillableTime[]]
  const last = group.at(-1) ?? first
  const service = first.serviceName ?? first.projectName ?? 'Time'
  const days =
    first.workedOn === last.workedOn
      ? formatDate(first.workedOn, locale)
      : `${formatDate(first.workedOn, locale)} – ${formatDate(last.workedOn, locale)}`
  const sameItem = group.every((entry) => entry.catalogItemId === first.catalogItemId)
  const named = {
    entry: { name: service, description: [days, first.notes].filter(Boolean).join('\n') },
    service: { name: service, description: days },
    day: { name: days, description: distinct(group.map((entry) => entry.serviceName ?? entry.projectName)) },
    member: { name: first.memberName, description: days },
  }[groupBy]
  return {
    name: named.name.slice(0, 200),
    description: named.description.slice(0, 4000) || null,
    quantity: hoursOf(group.reduce((minutes, entry) => minutes + entry.minutes, 0)),
    unitPriceCents: first.rateCents,
    catalogItemId: sameItem ? first.catalogItemId : null,
    taxable: first.taxable,
    incomeAccountId: first.incomeAccountId,
    entryIds: group.map((entry) => entry.id),
  }
}

function distinct(names: readonly (string | null)[]): string {
  return [...new Set(names.filter((name) => name !== null))].join(', ')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
