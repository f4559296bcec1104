import { findProjects } from '#modules/projects/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Timer as TimerAnswer } from '../contract.ts'
import { elapsedSeconds, isLong, type Timer } from '../domain/timer.ts'
import { nameSubjects } from './to-time-entry.ts'

/** The timer as its member sees it, measured by the clock of the server. */
export async function toTimer(scope: Scope, timer: Timer): Promise<TimerAnswer> {
  const project =
    timer.projectId === null ? undefined : (await findProjects(scope, [timer.projectId])).get(timer.projectId)
  const [named] = await nameSubjects(scope, [{ projectId: null, clientId: project?.clientId ?? null }])
  const { pausedAt: _paused, ...rest } = timer
  const elapsed = elapsedSeconds(timer, scope.now)
  return {
    ...rest,
    projectName: project?.name ?? null,
    clientId: project?.clientId ?? null,
    clientName: named?.clientName ?? null,
    elapsedSeconds: elapsed,
    overLong: isLong(elapsed),
    serverTime: scope.now,
  }
}
