import { present } from '#kernel/assert.ts'
import { weekOf } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { memberNames } from '#modules/companies/server/index.ts'
import { isMine, may, me } from '#platform/actor.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { layOutWeek } from '../domain/timesheet.ts'
import { unbilledTime } from './billing.ts'
import { loadCounting } from './counting.ts'
import { findEntriesOfDays, findEntryPage, sumEntries } from './queries.ts'
import { loadEntry } from './store.ts'
import { findTimer } from './timer-store.ts'
import { nameSubjects, toSavedTimeEntry, toTimeEntries } from './to-time-entry.ts'
import { toTimer } from './to-timer.ts'

export const readTimer = query({
  name: 'time.readTimer',
  needs: 'time:own',
  input: contract.readTimer.input,
  async run(scope) {
    const timer = await findTimer(scope)
    return timer ? toTimer(scope, timer) : null
  },
})

export const listTimeEntries = query({
  name: 'time.list',
  needs: 'time:own',
  input: contract.listTimeEntries.input,
  async run(scope, input) {
    const { items, nextCursor } = await findEntryPage(scope, input)
    const totals = input.include === 'totals' ? await sumEntries(scope, input) : null
    return { items: await toTimeEntries(scope, items), nextCursor, totals }
  },
})

export const readTimeEntry = query({
  name: 'time.read',
  needs: 'time:own',
  input: contract.readTimeEntry.input,
  run: async (scope, { entryId }) => toSavedTimeEntry(scope, await loadEntry(scope, entryId)),
})

export const listUnbilledTime = query({
  name: 'time.listUnbilled',
  needs: 'documents:write',
  input: contract.listUnbilledTime.input,
  async run(scope, filter) {
    await loadClient(scope, filter.clientId)
    const items = await unbilledTime(scope, filter)
    return {
      items,
      minutes: items.reduce((sum, entry) => sum + entry.minutes, 0),
      amountCents: sumCents(items.map((entry) => entry.amountCents)),
    }
  },
})

export const readTimesheet = query({
  name: 'time.readTimesheet',
  needs: 'time:own',
  input: contract.readTimesheet.input,
  async run(scope, { week, memberId = me(scope).memberId }) {
    const memberName = await nameOfMember(scope, memberId)
    const { today, weekStartsOn } = await loadCounting(scope)
    const days = weekOf(week ?? today, weekStartsOn)
    const entries = await findEntriesOfDays(scope, memberId, present(days[0]), present(days[6]))
    const { rows, ...sums } = layOutWeek(entries, days)
    const named = await nameSubjects(
      scope,
      rows.map((row) => row.first),
    )
    return {
      memberId,
      memberName,
      mine: isMine(scope, { memberId }),
      today,
      days,
      rows: rows.map(({ minutes, cells }, at) => ({ ...subjectOf(present(named[at])), minutes, cells })),
      ...sums,
    }
  },
})

type Named = Awaited<ReturnType<typeof nameSubjects<Awaited<ReturnType<typeof loadEntry>>>>>[number]

function subjectOf({ projectId, projectName, clientName, catalogItemId, serviceName }: Named) {
  return { projectId, projectName, clientName, catalogItemId, serviceName }
}

/** The member's name; another's is for those who approve time. */
async function nameOfMember(scope: Scope, memberId: string): Promise<string> {
  if (memberId !== me(scope).memberId && !may(scope, 'time:approve')) throw new Refusal('not_found')
  const name = (await memberNames(scope, [memberId])).get(memberId)
  if (name === undefined) throw new Refusal('not_found')
  return name
}
