import { addDays, instantIn, timeIn } from '#kernel/calendar.ts'
import type { SavedTimeEntry } from '../contract.ts'

/** What the fields of an entry hold. */
export type EntryValues = {
  projectId: string | null
  catalogItemId: string | null
  serviceName: string | null
  workedOn: string | null
  by: 'duration' | 'range'
  minutes: number | null
  start: string
  end: string
  billable: boolean
  notes: string
}

export function blankEntry(today: string, given: Partial<EntryValues> = {}): EntryValues {
  return {
    projectId: null,
    catalogItemId: null,
    serviceName: null,
    workedOn: today,
    by: 'duration',
    minutes: null,
    start: '09:00',
    end: '',
    billable: false,
    notes: '',
    ...given,
  }
}

export function valuesOf(entry: SavedTimeEntry, zone: string): EntryValues {
  const { projectId, catalogItemId, serviceName, workedOn, minutes, billable, startedAt, endedAt } = entry
  return {
    projectId,
    catalogItemId,
    serviceName,
    workedOn,
    by: 'duration',
    minutes,
    start: startedAt ? timeIn(zone, startedAt) : '',
    end: endedAt ? timeIn(zone, endedAt) : '',
    billable,
    notes: entry.notes ?? '',
  }
}

const timeFields = ['workedOn', 'by', 'minutes', 'start', 'end'] as const

/** The fields as the contract takes them. Times that nobody touched are not sent: the server keeps its exact ones. */
export function entryInput(values: EntryValues, zone: string, before?: EntryValues) {
  const { projectId, catalogItemId, serviceName, billable, notes } = values
  const touched = !before || timeFields.some((field) => values[field] !== before[field])
  return { projectId, catalogItemId, serviceName, billable, notes, ...(touched ? timesOf(values, zone) : {}) }
}

function timesOf({ by, workedOn, minutes, start, end }: EntryValues, zone: string) {
  if (by === 'duration') return { workedOn: workedOn ?? undefined, minutes: minutes ?? undefined }
  if (!workedOn) return {}
  // An end before the start is on the next day.
  const lastDay = start && end && end <= start ? addDays(workedOn, 1) : workedOn
  return {
    ...(start ? { startedAt: instantIn(zone, workedOn, start) } : {}),
    ...(end ? { endedAt: instantIn(zone, lastDay, end) } : {}),
  }
}
