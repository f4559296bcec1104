import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { checkRejectable } from '../domain/entry.ts'
import { changeState } from './change-state.ts'

export const rejectTime = command({
  name: 'time.reject',
  needs: 'time:approve',
  input: contract.rejectTime.input,
  run: (scope, { ids, reason }) =>
    changeState(
      scope,
      ids,
      (entry) => {
        checkRejectable(entry)
        return true
      },
      { state: 'draft', rejectReason: reason, approvedBy: null, approvedAt: null },
    ),
})
