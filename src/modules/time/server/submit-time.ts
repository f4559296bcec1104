import { loadCompany } from '#modules/companies/server/index.ts'
import { checkMine } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { submitted } from '../domain/entry.ts'
import { changeState } from './change-state.ts'

/** Drafts go to the approver; where the company needs none, they are approved at once. */
export const submitTime = command({
  name: 'time.submit',
  needs: 'time:own',
  input: contract.submitTime.input,
  async run(scope, { ids, confirmLong }) {
    const { timeNeedsApproval: needsApproval } = await loadCompany(scope)
    const change = needsApproval
      ? { state: 'submitted' as const, rejectReason: null }
      : { state: 'approved' as const, rejectReason: null, approvedAt: scope.now, overLong: false }
    return changeState(
      scope,
      ids,
      (entry) => {
        checkMine(scope, entry)
        return submitted(entry, { needsApproval, confirmed: confirmLong }) !== undefined
      },
      change,
    )
  },
})
