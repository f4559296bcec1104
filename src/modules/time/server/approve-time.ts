import { me } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { isApprovable } from '../domain/entry.ts'
import { changeState } from './change-state.ts'

export const approveTime = command({
  name: 'time.approve',
  needs: 'time:approve',
  input: contract.approveTime.input,
  run: (scope, { ids, confirmLong }) =>
    changeState(scope, ids, (entry) => isApprovable(entry, confirmLong), {
      state: 'approved',
      approvedBy: me(scope).memberId,
      approvedAt: scope.now,
      overLong: false,
    }),
})
