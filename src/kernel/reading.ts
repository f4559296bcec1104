import { refuseField } from './refusal.ts'

/** What became of text that a person typed: its value, or a sentence that says what is the matter. */
export type Reading<T> = { ok: true; value: T } | { ok: false; reason: string }

/** The text could be read. */
export function read<T>(value: T): Reading<T> {
  return { ok: true, value }
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
