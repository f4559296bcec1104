import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { isApprovable } from '../domain/expense.ts'
import { me } from './actor.ts'
import { changeState } from './change-state.ts'
import { postExpenses } from './post-expenses.ts'
import { postingDay } from './store.ts'

/** From here on they stand in the books and never change. What was approved before stays as it is. */
export const approveExpenses = command({
  name: 'expenses.approve',
  needs: 'expenses:approve',
  money: true,
  input: contract.approveExpenses.input,
  async run(scope, { ids, postedOn }) {
    const { moved, answer } = await changeState(scope, ids, isApprovable, {
      state: 'approved',
      approvedBy: me(scope).memberId,
      approvedAt: scope.now,
      postedOn: postingDay(postedOn),
    })
    await postExpenses(scope, moved)
    return answer()
  },
})
