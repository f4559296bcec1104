import { me } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { pause, resume, type Timer } from '../domain/timer.ts'
import { loadTimerForUpdate, saveTimer } from './timer-store.ts'
import { toTimer } from './to-timer.ts'

/** Locks the timer, decides, saves; deciding the same as before writes nothing. */
export async function changeTimer(scope: Scope, decide: (timer: Timer) => Timer | Promise<Timer>) {
  const before = await loadTimerForUpdate(scope)
  const after = await decide(before)
  if (after !== before) {
    await saveTimer(scope, after)
    audit(scope, { subjectType: 'timer', subjectId: before.runId, before, after })
    signal(scope, 'timer', me(scope).memberId)
  }
  return toTimer(scope, after)
}

export const pauseTimer = command({
  name: 'time.pauseTimer',
  needs: 'time:own',
  input: contract.pauseTimer.input,
  run: (scope) => changeTimer(scope, (timer) => pause(timer, scope.now)),
})

export const resumeTimer = command({
  name: 'time.resumeTimer',
  needs: 'time:own',
  input: contract.resumeTimer.input,
  run: (scope) => changeTimer(scope, (timer) => resume(timer, scope.now)),
})
