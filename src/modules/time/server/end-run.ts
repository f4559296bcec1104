import { present } from '#kernel/assert.ts'
import { dateIn } from '#kernel/calendar.ts'
import { findProjects } from '#modules/projects/server/index.ts'
import { me } from '#platform/actor.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { roundSeconds } from '../domain/rounding.ts'
import { type Keep, stop, type Timer } from '../domain/timer.ts'
import { loadCounting } from './counting.ts'
import { findEntryOfRun, insertEntryOnce, type TimeEntryRow } from './store.ts'

/**
 * The draft that a locked run leaves, under the run's id, so that there can be only one. Never refuses: a timer can be
 * stopped also when its project was closed, deleted or taken from the member meanwhile.
 */
export async function endRun(
  scope: Scope,
  timer: Timer,
  keep: Keep,
  memberId = me(scope).memberId,
): Promise<TimeEntryRow> {
  const { timeZone, rounding } = await loadCounting(scope)
  const project =
    timer.projectId === null ? undefined : (await findProjects(scope, [timer.projectId])).get(timer.projectId)
  const { startedAt, endedAt, seconds, overLong } = stop(timer, scope.now, keep)
  const inserted = await insertEntryOnce(scope, {
    id: timer.runId,
    memberId,
    projectId: project?.id ?? null,
    clientId: project?.clientId ?? null,
    catalogItemId: timer.catalogItemId,
    serviceName: timer.serviceName,
    notes: timer.notes,
    workedOn: dateIn(timeZone, startedAt),
    startedAt,
    endedAt,
    minutes: roundSeconds(seconds, rounding),
    billable: project?.billingType === 'hourly',
    overLong,
  })
  const entry = inserted ?? present(await findEntryOfRun(scope, timer.runId, memberId))
  audit(scope, { subjectType: 'time_entry', subjectId: entry.id, after: entry })
  signal(scope, 'timer', memberId)
  signal(scope, 'time')
  return entry
}
