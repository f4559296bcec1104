import { createHash } from 'node:crypto'
import { entryWords, plainWords } from '#kernel/journal-words.ts'

/** What a seal covers of an entry: everything that the books say, nothing that may be renamed. */
export type SealedEntry = {
  id: string
  entryDate: string
  sourceType: string
  sourceId: string
  /** The entry that this one undoes. */
  reversesEntryId: string | null
  memo: string
  /** In their order; the amount is debit less credit, in cents. */
  lines: readonly {
    accountId: string
    cents: number
    clientId: string | null
    projectId: string | null
    memo: string | null
  }[]
}

/** Seals of the first kind cover id, day, kind of source, accounts and amounts; those of the second the rest too. */
export type SealVersion = 1 | 2
export const sealVersion: SealVersion = 2

/** The hash with which a chain begins. */
export const chainStart = '0'.repeat(64)

/**
 * The hash after one more entry: SHA-256 over the one before and the entry's canonical text. Words are taken as the
 * export writes them.
 */
export function chained(previous: string, entry: SealedEntry, version: SealVersion = sealVersion): string {
  const text = [previous, ...(version === 1 ? amounts(entry) : everything(entry))].join('\n')
  return createHash('sha256').update(text).digest('hex')
}

const amounts = ({ id, entryDate, sourceType, lines }: SealedEntry) => [
  ...[id, entryDate, sourceType],
  ...lines.map(({ accountId, cents }) => `${accountId} ${cents}`),
]

const everything = ({ id, entryDate, sourceType, sourceId, reversesEntryId, memo, lines }: SealedEntry) => [
  ...['2', id, entryDate, sourceType, sourceId, reversesEntryId ?? '-', entryWords(memo)],
  ...lines.map((line) =>
    [line.accountId, line.cents, line.clientId ?? '-', line.projectId ?? '-', plainWords(line.memo ?? '')].join(' '),
  ),
]
