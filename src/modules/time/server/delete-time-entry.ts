import { checkMine, me } from '#platform/actor.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { checkEditable } from '../domain/entry.ts'
import { loadDeletedForUpdate, loadEntryForUpdate, saveEntry } from './store.ts'
import { toTimeEntry } from './to-time-entry.ts'

export const deleteTimeEntry = command({
  name: 'time.delete',
  needs: 'time:own',
  input: contract.deleteTimeEntry.input,
  async run(scope, { entryId }) {
    const before = await loadEntryForUpdate(scope, entryId)
    checkMine(scope, before)
    checkEditable(before)
    checkRevision(scope, before)
    await saveEntry(scope, before, { deletedAt: scope.now })
    audit(scope, { subjectType: 'time_entry', subjectId: entryId, before })
    signal(scope, 'time')
    return null
  },
})

export const restoreTimeEntry = command({
  name: 'time.restore',
  needs: 'time:own',
  input: contract.restoreTimeEntry.input,
  async run(scope, { entryId }) {
    const before = await loadDeletedForUpdate(scope, entryId, me(scope).memberId)
    const after = await saveEntry(scope, before, { deletedAt: null })
    audit(scope, { subjectType: 'time_entry', subjectId: entryId, after })
    signal(scope, 'time')
    return toTimeEntry(scope, after)
  },
})
