import { and, asc, eq, gt, gte, lt, lte, ne } from 'drizzle-orm'
import { addDays } from '#kernel/calendar.ts'
import { projectNames } from '#modules/projects/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { SavedTimeEntry } from '../contract.ts'
import type { TimeEntryRow } from './store.ts'
import { timeEntries } from './tables.ts'
import { visible } from './visible-views.ts'

/** As long as an entry can be: an older one cannot reach into this one. */
const daysMax = 32
const overlapsMax = 10

/** Other ranges of the same member that cover some of the same time; touching ends do not overlap. */
export async function findOverlaps(scope: Scope, entry: TimeEntryRow): Promise<SavedTimeEntry['overlaps']> {
  if (entry.startedAt === null || entry.endedAt === null || entry.state === 'void') return []
  const rows = await scope.tx
    .select({
      id: timeEntries.id,
      projectId: timeEntries.projectId,
      startedAt: timeEntries.startedAt,
      endedAt: timeEntries.endedAt,
    })
    .from(timeEntries)
    .where(
      and(
        // Whoever approves a project they are assigned to does not learn of others.
        visible(scope),
        eq(timeEntries.memberId, entry.memberId),
        ne(timeEntries.id, entry.id),
        ne(timeEntries.state, 'void'),
        gte(timeEntries.workedOn, addDays(entry.workedOn, -daysMax)),
        lte(timeEntries.workedOn, addDays(entry.workedOn, daysMax)),
        lt(timeEntries.startedAt, entry.endedAt),
        gt(timeEntries.endedAt, entry.startedAt),
      ),
    )
    .orderBy(asc(timeEntries.startedAt), asc(timeEntries.id))
    .limit(overlapsMax)
  const names = await projectNames(
    scope,
    rows.flatMap((row) => row.projectId ?? []),
  )
  return rows.map(({ id, projectId, startedAt, endedAt }) => ({
    id,
    projectName: (projectId && names.get(projectId)) || null,
    startedAt: startedAt as string,
    endedAt: endedAt as string,
  }))
}
