import { loadCompany } from '#modules/companies/server/index.ts'
import { checkMine } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { submitted } from '../domain/expense.ts'
import { changeState } from './change-state.ts'
import { postExpenses } from './post-expenses.ts'
import { postingDayCheck } from './posting-day.ts'
import { postingDay } from './store.ts'

/** Drafts go to the approver; in companies whose work needs no approval they are approved and posted at once. */
export const submitExpenses = command({
  name: 'expenses.submit',
  needs: 'expenses:own',
  money: true,
  input: contract.submitExpenses.input,
  async run(scope, { ids, postedOn }) {
    const { timeNeedsApproval: needsApproval } = await loadCompany(scope)
    const approved = { state: 'approved', approvedAt: scope.now, postedOn: postingDay(postedOn) } as const
    const checkDay = await postingDayCheck(scope, postedOn)
    const { moved, answer } = await changeState(
      scope,
      ids,
      (expense) => {
        checkMine(scope, expense)
        checkDay(expense)
        return submitted(expense, needsApproval) !== undefined
      },
      { rejectReason: null, ...(needsApproval ? { state: 'submitted' } : approved) },
    )
    if (!needsApproval) await postExpenses(scope, moved)
    return answer()
  },
})
