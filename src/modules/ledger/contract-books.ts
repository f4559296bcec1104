import { z } from 'zod'
import { PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { NonNegativeCents } from '#kernel/money.ts'
import { optionalLongText } from '#kernel/text.ts'
import { PostedEntry } from './contract.ts'

export const BooksLock = z.object({
  /** The last day on which nothing can be posted any more; null when all days are open. */
  lockedThrough: PlainDateSchema.nullable(),
})
export type BooksLock = z.output<typeof BooksLock>

export const readBooksLock = endpoint({
  method: 'GET',
  path: '/books/lock',
  area: 'company',
  summary: 'Through which day the books are locked',
  input: z.object({}),
  answer: BooksLock,
})

export const lockBooks = endpoint({
  method: 'POST',
  path: '/books/lock',
  area: 'company',
  summary: 'Lock the books through a day, or open them again with a reason',
  input: z.object({
    lockedThrough: PlainDateSchema.nullable(),
    /** Wanted when days are opened again. */
    reason: optionalLongText(500).default(null),
  }),
  answer: BooksLock,
})

const openingLine = z
  .object({
    accountId: z.uuid('Choose an account.').toLowerCase(),
    debitCents: NonNegativeCents.default(0),
    creditCents: NonNegativeCents.default(0),
  })
  .refine((line) => line.debitCents === 0 || line.creditCents === 0, {
    message: 'A balance is a debit or a credit, not both.',
    path: ['creditCents'],
  })

export const postOpeningBalances = endpoint({
  method: 'POST',
  path: '/opening-balances',
  area: 'company',
  summary: 'Bring balances over from other books; what they leave open goes to the owner’s equity',
  input: z.object({
    id: Id.optional(),
    /** The last day of the old books. */
    asOf: PlainDateSchema,
    lines: z.array(openingLine).min(1, 'Enter at least one balance.').max(500, 'Enter at most 500 balances.'),
  }),
  answer: PostedEntry,
  money: true,
  creates: true,
})
