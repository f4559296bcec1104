import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { me } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { startRun } from '../domain/timer.ts'
import { findEntryOfRun } from './store.ts'
import { nothing, resolveSubject } from './subject.ts'
import { findTimerForUpdate, insertTimerOnce } from './timer-store.ts'
import { toTimer } from './to-timer.ts'

/** Pressed twice, at once or later, there is one timer. A run that ended does not begin again (`id_taken`). */
export const startTimer = command({
  name: 'time.startTimer',
  needs: 'time:own',
  input: contract.startTimer.input,
  async run(scope, { runId = newId(), ...input }) {
    const { memberId } = me(scope)
    const running = await findTimerForUpdate(scope)
    if (running) return toTimer(scope, running)
    await checkNewRun(scope, runId)
    const { projectId, catalogItemId, serviceName, notes } = await resolveSubject(scope, nothing, input)
    const subject = { projectId, catalogItemId, serviceName, notes }
    const timer = await insertTimerOnce(scope, startRun(runId, subject, scope.now))
    if (timer.runId === runId) audit(scope, { subjectType: 'timer', subjectId: runId, after: timer })
    signal(scope, 'timer', memberId)
    return toTimer(scope, timer)
  },
})

/** The id of a run becomes the id of its entry, so it must be free. */
export async function checkNewRun(scope: Scope, runId: string): Promise<void> {
  if (await findEntryOfRun(scope, runId, me(scope).memberId)) throw new Refusal('id_taken')
}
