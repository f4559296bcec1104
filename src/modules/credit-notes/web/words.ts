import type { Stale } from '#ui/query.ts'

/** "Credit note CN-202611-0001", or "Draft credit note" before it has a number. */
export function noteTitle(note: { number: string | null }): string {
  return note.number === null ? 'Draft credit note' : `Credit note ${note.number}`
}

export const stateOptions = [
  { value: 'draft', label: 'Draft' },
  { value: 'posted', label: 'Posted' },
  { value: 'reversed', label: 'Reversed' },
]

/** What is read again after money moved by a note, a write-off or a correction. */
export const touched: Stale[] = [
  '/credit-notes',
  '/invoices',
  '/clients',
  '/payments',
  '/reports',
  '/journal-entries',
  '/time-entries',
  '/projects',
]
