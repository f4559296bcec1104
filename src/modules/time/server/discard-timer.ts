import { me } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { deleteTimer, findTimerForUpdate } from './timer-store.ts'

/** What is gone already stays gone; another run than the named one is left alone. */
export const discardTimer = command({
  name: 'time.discardTimer',
  needs: 'time:own',
  input: contract.discardTimer.input,
  async run(scope, { runId }) {
    const timer = await findTimerForUpdate(scope)
    if (!timer || (runId !== undefined && runId !== timer.runId)) return null
    await deleteTimer(scope)
    audit(scope, { subjectType: 'timer', subjectId: timer.runId, before: timer })
    signal(scope, 'timer', me(scope).memberId)
    return null
  },
})
