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

/**
 * The fields as the contract takes them. Of the times only what somebody touched: minutes in a field are not the exact
 * seconds that the server has.
 */
export function entryInput(values: EntryValues, zone: string, before?: EntryValues) {
  const { projectId, catalogItemId, serviceName, billable, notes } = values
  return { projectId, catalogItemId, serviceName, billable, notes, ...timesOf(values, zone, before) }
}

function timesOf(values: EntryValues, zone: string, before?: EntryValues) {
  const { by, workedOn, minutes, start, end } = values
  const touched = (field: keyof EntryValues) => !before || values[field] !== before[field]
  if (by === 'duration') {
    return {
      ...(touched('workedOn') && workedOn ? { workedOn } : {}),
      ...(touched('minutes') && minutes !== null ? { minutes } : {}),
    }
  }
  if (!workedOn) return {}
  // An end before the start is on the next day.
  const lastDay = start && end && end < start ? addDays(workedOn, 1) : workedOn
  const moved = touched('workedOn')
  return {
    ...(start && (moved || touched('start')) ? { startedAt: instantIn(zone, workedOn, start) } : {}),
    ...(end && (moved || touched('end')) ? { endedAt: instantIn(zone, lastDay, end) } : {}),
  }
}
