import { checkMine } from '#platform/actor.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { checkEditable } from '../domain/expense.ts'
import { loadExpenseForUpdate, saveExpense } from './store.ts'

/** Drafts only: what was submitted is sent back first, what is in the books is voided. */
export const deleteExpense = command({
  name: 'expenses.delete',
  needs: 'expenses:own',
  input: contract.deleteExpense.input,
  async run(scope, { expenseId }) {
    const before = await loadExpenseForUpdate(scope, expenseId)
    checkMine(scope, before)
    checkEditable(before)
    checkRevision(scope, before)
    await saveExpense(scope, before, { deletedAt: scope.now })
    audit(scope, { subjectType: 'expense', subjectId: expenseId, before })
    signal(scope, 'expenses', expenseId)
    return null
  },
})
