import type { Expense } from '../contract.ts'

export type OfMember = { memberId: string; name: string; expenses: Expense[] }

/** Expenses gathered by who entered them, by name. */
export function byMember(expenses: readonly Expense[]): OfMember[] {
  const groups = new Map<string, OfMember>()
  for (const expense of expenses) {
    const { memberId, memberName: name } = expense
    const group = groups.get(memberId) ?? { memberId, name, expenses: [] }
    groups.set(memberId, group)
    group.expenses.push(expense)
  }
  return [...groups.values()].sort((a, b) => a.name.localeCompare(b.name))
}
