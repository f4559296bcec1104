import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { checkRejectable } from '../domain/expense.ts'
import { changeState } from './change-state.ts'

export const rejectExpenses = command({
  name: 'expenses.reject',
  needs: 'expenses:approve',
  input: contract.rejectExpenses.input,
  async run(scope, { ids, reason }) {
    const { answer } = await changeState(
      scope,
      ids,
      (expense) => {
        checkRejectable(expense)
        return true
      },
      { state: 'draft', rejectReason: reason },
    )
    return answer()
  },
})
