import type { Expense } from '../contract.ts'

export const stateWords = {
  draft: 'Draft',
  submitted: 'Submitted',
  approved: 'Approved',
  reimbursed: 'Reimbursed',
  void: 'Void',
} as const satisfies Record<Expense['state'], string>

export const stateOptions = (Object.keys(stateWords) as (keyof typeof stateWords)[]).map((value) => ({
  value,
  label: stateWords[value],
}))

/** What the lists of expenses read again after a change. */
export const madeStale = ['/expenses', '/merchants', '/projects', '/clients'] as const

export const counted = (count: number) => `${count} ${count === 1 ? 'expense' : 'expenses'}`
