import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { Expense } from '../contract.ts'
import { type ExpenseRow, loadExpensesForUpdate, saveExpenses } from './store.ts'
import { toExpenses } from './to-expense.ts'

type StateChange = Parameters<typeof saveExpenses>[2]

/**
 * Takes many expenses to one state in one statement. `decide` says per expense whether it moves, or refuses the whole
 * call. `moved` are those that did, as they are now; `answer` names all, in the order of the call.
 */
export async function changeState(
  scope: Scope,
  ids: readonly string[],
  decide: (expense: ExpenseRow) => boolean,
  change: StateChange,
): Promise<{ moved: ExpenseRow[]; answer: () => Promise<{ items: Expense[] }> }> {
  const before = await loadExpensesForUpdate(scope, ids)
  const moving = before.filter(decide)
  const moved = await saveExpenses(scope, moving, change)
  for (const [at, row] of moved.entries()) {
    const { state, rejectReason, postedOn } = row
    const was = { state: moving[at]?.state, rejectReason: moving[at]?.rejectReason }
    audit(scope, { subjectType: 'expense', subjectId: row.id, before: was, after: { state, rejectReason, postedOn } })
  }
  if (moved.length > 0) signal(scope, 'expenses')
  const now = new Map([...before, ...moved].map((row) => [row.id, row]))
  const named = [...new Set(ids)].flatMap((id) => now.get(id) ?? [])
  return { moved, answer: async () => ({ items: await toExpenses(scope, named) }) }
}
