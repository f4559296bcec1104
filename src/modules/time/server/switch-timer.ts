import { newId } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { startRun } from '../domain/timer.ts'
import { endRun } from './end-run.ts'
import { checkNewRun } from './start-timer.ts'
import { nothing, resolveSubject } from './subject.ts'
import { loadTimerForUpdate, saveTimer } from './timer-store.ts'
import { toTimeEntry } from './to-time-entry.ts'
import { toTimer } from './to-timer.ts'

/** One moment ends the old run and begins the new one, so no second is lost or counted twice. */
export const switchTimer = command({
  name: 'time.switchTimer',
  needs: 'time:own',
  input: contract.switchTimer.input,
  async run(scope, { runId, newRunId = newId(), keepMinutes, endedAt, ...input }) {
    const timer = await loadTimerForUpdate(scope)
    if (timer.runId === newRunId || (runId !== undefined && runId !== timer.runId)) {
      return { timer: await toTimer(scope, timer), entry: null }
    }
    await checkNewRun(scope, newRunId)
    const { projectId, catalogItemId, serviceName, notes } = await resolveSubject(scope, nothing, input)
    const entry = await endRun(scope, timer, { keepMinutes, endedAt })
    const next = startRun(newRunId, { projectId, catalogItemId, serviceName, notes }, scope.now)
    await saveTimer(scope, next)
    audit(scope, { subjectType: 'timer', subjectId: newRunId, after: next })
    return { timer: await toTimer(scope, next), entry: await toTimeEntry(scope, entry) }
  },
})
