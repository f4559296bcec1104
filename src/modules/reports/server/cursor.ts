import { refuseField } from '#kernel/refusal.ts'

/** A place in a report as text, and back. `name` ties it to its report; a cursor of another one is refused. */
export function writeCursor(name: string, place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([name, ...place])).toString('base64url')
}

export function readCursor(name: string, cursor: string, kinds: readonly ('string' | 'number')[]): (string | number)[] {
  try {
    const [of, ...place] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    const fits = place.length === kinds.length && place.every((value, at) => isPlace(value, kinds[at]))
    if (of === name && fits) return place as (string | number)[]
  } catch {
    // falls through to the refusal
  }
  throw refuseField('cursor', 'This cursor does not belong to this report. Start again from the first page.')
}

function isPlace(value: unknown, kind: 'string' | 'number' | undefined): boolean {
  return kind === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && /^[\w:.-]*$/.test(value)
}
