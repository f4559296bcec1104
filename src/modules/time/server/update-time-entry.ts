import { checkMine } from '#platform/actor.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { checkEditable } from '../domain/entry.ts'
import { workedAfter } from '../domain/range.ts'
import { loadCounting } from './counting.ts'
import { loadEntryForUpdate, saveEntry } from './store.ts'
import { resolveSubject } from './subject.ts'
import { toSavedTimeEntry, toTimeEntry } from './to-time-entry.ts'

export const updateTimeEntry = command({
  name: 'time.update',
  needs: 'time:own',
  input: contract.updateTimeEntry.input,
  async run(scope, { entryId, billable, confirmLong, ...change }) {
    const before = await loadEntryForUpdate(scope, entryId)
    checkMine(scope, before)
    checkEditable(before)
    const seen = scope.expectedRevision ?? before.revision
    checkRevision(scope, seen === before.revision ? before : await toTimeEntry(scope, before))
    const { hourly, clientId, projectId, catalogItemId, serviceName, notes } = await resolveSubject(
      scope,
      { ...before, hourly: before.billable },
      change,
    )
    const times = workedAfter(before, change, await loadCounting(scope))
    const retimed =
      times.minutes !== before.minutes || times.startedAt !== before.startedAt || times.endedAt !== before.endedAt
    const after = await saveEntry(scope, before, {
      projectId,
      clientId,
      catalogItemId,
      serviceName,
      notes,
      workedOn: times.workedOn,
      startedAt: times.startedAt,
      endedAt: times.endedAt,
      minutes: times.minutes,
      // Time without a project is not billable; it becomes so by itself when it gets an hourly one.
      billable: billable ?? (before.projectId === projectId ? before.billable : hourly),
      overLong: before.overLong && !retimed && confirmLong !== true,
    })
    audit(scope, { subjectType: 'time_entry', subjectId: entryId, before, after })
    signal(scope, 'time')
    return toSavedTimeEntry(scope, after)
  },
})
