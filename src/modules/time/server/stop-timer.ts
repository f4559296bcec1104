import { Refusal } from '#kernel/refusal.ts'
import { me } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { endRun } from './end-run.ts'
import { findEntryOfRun } from './store.ts'
import { deleteTimer, findTimerForUpdate } from './timer-store.ts'
import { toSavedTimeEntry } from './to-time-entry.ts'

/** The timer goes and its entry comes in one transaction: killed at any moment, the time is in one of the two. */
export const stopTimer = command({
  name: 'time.stopTimer',
  needs: 'time:own',
  input: contract.stopTimer.input,
  async run(scope, { runId, ...keep }) {
    const timer = await findTimerForUpdate(scope)
    if (timer && (runId === undefined || runId === timer.runId)) {
      await deleteTimer(scope)
      return toSavedTimeEntry(scope, await endRun(scope, timer, keep))
    }
    const ended = runId === undefined ? undefined : await findEntryOfRun(scope, runId, me(scope).memberId)
    if (!ended) throw new Refusal('timer_not_running')
    return toSavedTimeEntry(scope, ended)
  },
})
