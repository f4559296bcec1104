import type { Frequency } from '#kernel/calendar.ts'
import type { StateColour } from '#ui/page/state-dot.tsx'
import type { displayStates, RecurringState } from '../contract.ts'

type Shown = (typeof displayStates)[number]

export const stateWords: Record<Shown, string> = {
  draft: 'Draft',
  posted: 'To pay',
  partially_paid: 'Partly paid',
  paid: 'Paid',
  void: 'Void',
  overdue: 'Overdue',
  reopened: 'Open again',
}

export const stateColours: Record<Shown, StateColour> = {
  draft: 'grey',
  posted: 'blue',
  partially_paid: 'amber',
  paid: 'green',
  void: 'grey',
  overdue: 'red',
  reopened: 'amber',
}

export const recurringColours: Record<RecurringState, StateColour> = { active: 'green', paused: 'amber', ended: 'grey' }

/** What people call a bill: by its number, else by its day. `word` as it stands in a sentence. */
export function billName(
  { number, billedOn }: { number: string | null; billedOn: string },
  word: 'Bill' | 'bill' = 'Bill',
): string {
  return number === null ? `${word} of ${billedOn}` : `${word} ${number}`
}

const units: Record<Frequency, readonly [string, string]> = {
  weekly: ['week', 'weeks'],
  monthly: ['month', 'months'],
  yearly: ['year', 'years'],
}

/** `Every month on the last day`, `Every 2 weeks`. */
export function rhythm({
  frequency,
  every,
  dayOfMonth,
}: {
  frequency: Frequency
  every: number
  dayOfMonth: number | null
}): string {
  const [one, many] = units[frequency]
  const often = every === 1 ? `Every ${one}` : `Every ${every} ${many}`
  if (dayOfMonth === null) return often
  return `${often} on ${dayOfMonth === 31 ? 'the last day' : `the ${ordinal(dayOfMonth)}`}`
}

function ordinal(day: number): string {
  const rest = day % 10
  if (rest === 1 && day !== 11) return `${day}st`
  if (rest === 2 && day !== 12) return `${day}nd`
  return rest === 3 && day !== 13 ? `${day}rd` : `${day}th`
}

/** `Due on receipt`, `30 days`. */
export function termsText(days: number | null): string {
  if (days === null) return '30 days, as usual'
  return days === 0 ? 'Due on receipt' : `${days} ${days === 1 ? 'day' : 'days'}`
}
