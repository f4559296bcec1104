import { refuseField } from '#kernel/refusal.ts'
import { readCursor, writeCursor } from './cursor.ts'

/** A page of rows that were summed and sorted as a whole; the cursor is a place in that order, by name and count. */
export function pageByKey<Row>(name: string, rows: readonly Row[], limit: number, cursor?: string) {
  const start = cursor === undefined ? 0 : Number(readCursor(name, cursor, ['number'])[0])
  if (start < 0)
    throw refuseField('cursor', 'This cursor does not belong to this report. Start again from the first page.')
  const end = start + limit
  return { items: rows.slice(start, end), nextCursor: end < rows.length ? writeCursor(name, [end]) : null }
}
