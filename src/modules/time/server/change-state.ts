import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { TimeEntry } from '../contract.ts'
import { loadEntriesForUpdate, saveEntries, type TimeEntryRow } from './store.ts'
import { toTimeEntries } from './to-time-entry.ts'

type StateChange = Partial<Pick<TimeEntryRow, 'state' | 'overLong' | 'rejectReason' | 'approvedBy' | 'approvedAt'>>

/**
 * Takes many entries to one state in one statement. `decide` says per entry whether it moves, or refuses the whole
 * call. Answers all that were named, as they are now, in the order of the call.
 */
export async function changeState(
  scope: Scope,
  ids: readonly string[],
  decide: (entry: TimeEntryRow) => boolean,
  change: StateChange,
): Promise<{ items: TimeEntry[] }> {
  const before = await loadEntriesForUpdate(scope, ids)
  const moving = before.filter(decide)
  const after = await saveEntries(scope, moving, change)
  for (const row of moving) {
    const { state, rejectReason } = row
    audit(scope, {
      subjectType: 'time_entry',
      subjectId: row.id,
      before: { state, rejectReason },
      after: { ...change },
    })
  }
  if (moving.length > 0) signal(scope, 'time')
  const now = new Map([...before, ...after].map((row) => [row.id, row]))
  return {
    items: await toTimeEntries(
      scope,
      [...new Set(ids)].flatMap((id) => now.get(id) ?? []),
    ),
  }
}
