import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { me } from '#platform/actor.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { worked } from '../domain/range.ts'
import { loadCounting } from './counting.ts'
import { insertEntryOnce } from './store.ts'
import { nothing, resolveSubject } from './subject.ts'
import { toSavedTimeEntry } from './to-time-entry.ts'

export const createTimeEntry = command({
  name: 'time.create',
  needs: 'time:own',
  input: contract.createTimeEntry.input,
  async run(scope, { id = newId(), billable, ...input }) {
    const { memberId } = me(scope)
    const counting = await loadCounting(scope)
    const { hourly, ...subject } = await resolveSubject(scope, nothing, input)
    const times = worked(input, counting.today, counting)
    const row = await insertEntryOnce(scope, { id, memberId, ...subject, ...times, billable: billable ?? hourly })
    if (!row) throw new Refusal('id_taken')
    const entry = await toSavedTimeEntry(scope, row)
    audit(scope, { subjectType: 'time_entry', subjectId: id, after: row })
    signal(scope, 'time')
    return entry
  },
})
