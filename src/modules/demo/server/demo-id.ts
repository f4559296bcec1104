import { createHash } from 'node:crypto'
import type { Id } from '#kernel/ids.ts'

/** The same key gives the same id. It has the form of a UUIDv7 of the first day of 2020, so that it sorts before real ones. */
export function demoId(key: string): Id {
  const hash = createHash('sha256').update(`ez360 demo ${key}`).digest('hex')
  return `016f5e66-e800-7${hash.slice(0, 3)}-a${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}
