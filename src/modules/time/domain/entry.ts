import { Refusal } from '#kernel/refusal.ts'

export const entryStates = ['draft', 'submitted', 'approved', 'billed', 'void'] as const
export type EntryState = (typeof entryStates)[number]

type Entry = { state: EntryState; minutes: number; overLong: boolean }

/** The owner of the entry edits and deletes drafts only. */
export function checkEditable(entry: Entry): void {
  if (entry.state === 'billed') throw new Refusal('time_locked')
  if (entry.state !== 'draft') throw new Refusal('time_not_draft')
}

/**
 * Where an entry goes when its owner submits it; undefined when it is there already. Without approval it goes on to
 * approved by itself, and then somebody must have looked at what a forgotten timer left.
 */
export function submitted(entry: Entry, rules: { needsApproval: boolean; confirmed: boolean }): EntryState | undefined {
  if (entry.state === 'billed') throw new Refusal('time_locked')
  if (entry.state === 'void') throw new Refusal('time_not_draft')
  if (entry.state !== 'draft') return undefined
  if (entry.minutes === 0) throw new Refusal('time_empty')
  if (rules.needsApproval) return 'submitted'
  if (entry.overLong && !rules.confirmed) throw new Refusal('time_over_long', { count: 1 })
  return 'approved'
}

/** Whether approving changes the entry; a long one must have been looked at. */
export function isApprovable(entry: Entry, confirmed: boolean): boolean {
  if (entry.state === 'billed') throw new Refusal('time_locked')
  if (entry.state === 'approved') return false
  if (entry.state !== 'submitted') throw new Refusal('time_not_submitted')
  if (entry.overLong && !confirmed) throw new Refusal('time_over_long', { count: 1 })
  return true
}

/** Submitted and approved entries go back to their owner. */
export function checkRejectable(entry: Entry): void {
  if (entry.state === 'billed') throw new Refusal('time_locked')
  if (entry.state !== 'submitted' && entry.state !== 'approved') throw new Refusal('time_not_submitted')
}

/** Everything but billed time can be voided; what is void stays so. */
export function isVoidable(entry: Entry): boolean {
  if (entry.state === 'billed') throw new Refusal('time_locked')
  return entry.state !== 'void'
}
