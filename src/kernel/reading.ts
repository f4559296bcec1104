import { refuseField } from './refusal.ts'

/**
 * What became of text that a person typed: its value, perhaps with a sentence on what was done to it, or a sentence that
 * says what is the matter.
 */
export type Reading<T> = { ok: true; value: T; note?: string } | { ok: false; reason: string }

/** The text could be read; `note` says what the value does not show. */
export function read<T>(value: T, note?: string): Reading<T> {
  return note === undefined ? { ok: true, value } : { ok: true, value, note }
}

/** The text could not be read; `reason` is a sentence for the person. */
export function unreadable(reason: string): { ok: false; reason: string } {
  return { ok: false, reason }
}

/** The value of a reading, or the refusal of the field at `path` (`lines.2.quantity`) with its sentence. */
export function accept<T>(path: string, reading: Reading<T>): T {
  if (!reading.ok) throw refuseField(path, reading.reason)
  return reading.value
}
