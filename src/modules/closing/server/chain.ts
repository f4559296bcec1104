import { createHash } from 'node:crypto'

/** What a seal covers of an entry: everything that the books say, nothing that may be renamed. */
export type SealedEntry = {
  id: string
  entryDate: string
  sourceType: string
  /** In their order; the amount is debit less credit, in cents. */
  lines: readonly { accountId: string; cents: number }[]
}

/** The hash with which a chain begins. */
export const chainStart = '0'.repeat(64)

/** The hash after one more entry: SHA-256 over the one before and the entry's canonical text. */
export function chained(previous: string, entry: SealedEntry): string {
  const lines = entry.lines.map(({ accountId, cents }) => `${accountId} ${cents}`)
  const text = [previous, entry.id, entry.entryDate, entry.sourceType, ...lines].join('\n')
  return createHash('sha256').update(text).digest('hex')
}
