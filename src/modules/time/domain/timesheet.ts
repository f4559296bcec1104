import type { PlainDate } from '#kernel/calendar.ts'
import type { EntryState } from './entry.ts'

type Entry = {
  id: string
  projectId: string | null
  catalogItemId: string | null
  serviceName: string | null
  workedOn: PlainDate
  minutes: number
  billable: boolean
  state: EntryState
  overLong: boolean
  revision: number
}

type Cell = { workedOn: PlainDate; minutes: number; entries: Pick<Entry, 'id' | 'minutes' | 'state' | 'revision'>[] }

/** A week by project and service; rows in the order in which they first appear. Void time is not handed in. */
export function layOutWeek<E extends Entry>(entries: readonly E[], days: readonly PlainDate[]) {
  const rows = new Map<string, { first: E; minutes: number; cells: Map<PlainDate, Cell> }>()
  for (const entry of entries) {
    const key = JSON.stringify([entry.projectId, entry.catalogItemId, entry.serviceName?.toLowerCase() ?? null])
    const row = rows.get(key) ?? { first: entry, minutes: 0, cells: new Map<PlainDate, Cell>() }
    rows.set(key, row)
    const cell = row.cells.get(entry.workedOn) ?? { workedOn: entry.workedOn, minutes: 0, entries: [] }
    row.cells.set(entry.workedOn, cell)
    const { id, minutes, state, revision } = entry
    cell.entries.push({ id, minutes, state, revision })
    cell.minutes += minutes
    row.minutes += minutes
  }
  return {
    rows: [...rows.values()].map(({ first, minutes, cells }) => ({
      first,
      minutes,
      cells: [...cells.values()].sort((a, b) => (a.workedOn < b.workedOn ? -1 : 1)),
    })),
    dayMinutes: days.map((day) => sum(entries.filter((entry) => entry.workedOn === day))),
    minutes: sum(entries),
    billableMinutes: sum(entries.filter((entry) => entry.billable)),
    drafts: entries
      .filter((entry) => entry.state === 'draft' && entry.minutes > 0)
      .map(({ id, overLong }) => ({ id, overLong })),
  }
}

function sum(entries: readonly Entry[]): number {
  return entries.reduce((total, entry) => total + entry.minutes, 0)
}
