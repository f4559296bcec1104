import type { z } from 'zod'
import type { listUnbilledTime } from '#modules/time/contract.ts'
import type { timeGroupings } from '../contract.ts'

export type Unbilled = z.output<typeof listUnbilledTime.answer>['items'][number]
export type Grouping = (typeof timeGroupings)[number]

export const groupings: { value: Grouping; label: string }[] = [
  { value: 'service', label: 'Service' },
  { value: 'entry', label: 'Time entry' },
  { value: 'day', label: 'Day' },
  { value: 'member', label: 'Member' },
]

/** What is billed: everything with a rate that was not left out, and what it comes to. */
export function chosenOf(items: readonly Unbilled[], left: ReadonlySet<string>) {
  const entries = items.filter((one) => one.rateCents !== null && !left.has(one.id))
  const sum = (of: 'minutes' | 'amountCents') => entries.reduce((total, one) => total + one[of], 0)
  return { entries, minutes: sum('minutes'), amountCents: sum('amountCents') }
}

/** 95 minutes are `1:35`. */
export function hoursText(minutes: number): string {
  return `${Math.trunc(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
