import type { Plan } from '../contract.ts'

type Rhythm = Pick<Plan, 'frequency' | 'every' | 'dayOfMonth'>

const units = { weekly: 'week', monthly: 'month', yearly: 'year' } as const

/** `Every 2 weeks`, `Monthly on the last day`, `Yearly on the 15th`. */
export function rhythmText({ frequency, every, dayOfMonth }: Rhythm): string {
  const often =
    every === 1
      ? { weekly: 'Weekly', monthly: 'Monthly', yearly: 'Yearly' }[frequency]
      : `Every ${every} ${units[frequency]}s`
  if (frequency === 'weekly' || dayOfMonth === null) return often
  return `${often} on the ${dayOfMonth === 31 ? 'last day' : ordinal(dayOfMonth)}`
}

function ordinal(day: number): string {
  const ends = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }
  return `${day}${ends[new Intl.PluralRules('en', { type: 'ordinal' }).select(day)]}`
}

/** State and colour for the dot; a plan whose run failed says so first. */
export function planState(plan: Pick<Plan, 'state' | 'failure'>): { state: string; label?: string; colour?: 'grey' } {
  if (plan.state === 'active' && plan.failure !== null) return { state: 'failed', label: 'Needs attention' }
  return plan.state === 'ended' ? { state: 'closed', label: 'Ended', colour: 'grey' } : { state: plan.state }
}
