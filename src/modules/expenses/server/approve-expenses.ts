import { me } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { isApprovable } from '../domain/expense.ts'
import { changeState } from './change-state.ts'
import { postExpenses } from './post-expenses.ts'
import { postingDayCheck } from './posting-day.ts'
import { type ExpenseRow, postingDay } from './store.ts'

/** From here on they stand in the books and never change. What was approved before stays as it is. */
export const approveExpenses = command({
  name: 'expenses.approve',
  needs: 'expenses:approve',
  money: true,
  input: contract.approveExpenses.input,
  async run(scope, { ids, postedOn }) {
    const checkDay = await postingDayCheck(scope, postedOn)
    const moves = (expense: ExpenseRow) => {
      if (!isApprovable(expense)) return false
      checkDay(expense)
      return true
    }
    const { moved, answer } = await changeState(scope, ids, moves, {
      state: 'approved',
      approvedBy: me(scope).memberId,
      approvedAt: scope.now,
      postedOn: postingDay(postedOn),
    })
    await postExpenses(scope, moved)
    return answer()
  },
})
