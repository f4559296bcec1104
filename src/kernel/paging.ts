import { z } from 'zod'

export const pageLimitMax = 200

/** A place in a list, as the list wrote it. */
export const cursorInput = z
  .string()
  .max(1000)
  .refine((text) => !text.includes('\0'), 'This cursor does not belong to this list. Start again from the first page.')
  .optional()

/** What somebody looks for. */
export const searchWords = z
  .string()
  .trim()
  .max(200, 'Search with at most 200 characters.')
  .refine((text) => !text.includes('\0'), 'Search for characters that can be printed.')
  .optional()

/** What every list takes: how many, where to go on, the order, and words to search. Spread into a list's input. */
export const listInput = {
  limit: z.coerce
    .number()
    .int()
    .min(1, 'Ask for at least one.')
    .max(pageLimitMax, `Ask for at most ${pageLimitMax}.`)
    .default(50),
  cursor: cursorInput,
  q: searchWords,
} as const

/** For lists that answer as a CSV file too: everything that the filters find. Their endpoint says `files: ['text/csv']`. */
export const listFormat = z.enum(['json', 'csv']).default('json')

/** One page of a list; `nextCursor` is null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

export type Page<T> = { items: T[]; nextCursor: string | null }

/** The orders that a list offers, ascending as named and descending with a leading minus. The first is the default. */
export function sortBy<const Names extends readonly [string, ...string[]]>(...names: Names) {
  return z.enum(names).default(names[0] as never)
}
