import { createHash } from 'node:crypto'

/** The hash with which a chain begins. */
export const chainStart = '0'.repeat(64)

/** The hash after one more event: SHA-256 over the one before and all that the event says, in one text. */
export function linked(previous: string, said: string): string {
  return createHash('sha256').update(`${previous}\n${said}`).digest('hex')
}
