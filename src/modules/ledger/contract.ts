import { z } from 'zod'
import { accountTypes } from '#kernel/accounts.ts'
import { PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Cents, NonNegativeCents } from '#kernel/money.ts'
import { cursorInput, searchWords } from '#kernel/paging.ts'
import { optionalLongText, optionalText, shortText } from '#kernel/text.ts'

const code = z
  .string('Enter a code.')
  .trim()
  .regex(/^\d{3,8}$/, 'Use 3 to 8 digits, such as 6100.')
const name = shortText(120, 'Name the account.')

/** An account with what it stands at. */
export const Account = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  type: z.enum(accountTypes),
  /** Runs against the side of its type, like discounts against income. */
  contra: z.boolean(),
  /** Moved only by its documents. */
  control: z.boolean(),
  /** Computed from other accounts, never posted to. */
  derived: z.boolean(),
  systemKey: z.string().nullable(),
  description: z.string().nullable(),
  active: z.boolean(),
  /**
   * From the normal side of its type, at the date that was asked for. Income and expenses since the fiscal year began; what
   * they made before stands in retained earnings.
   */
  balanceCents: Cents,
  revision: z.int(),
})

const IncomeAccount = z.object({ id: Id, code: z.string(), name: z.string() })

/** An entry as it was posted. */
export const PostedEntry = z.object({
  entryId: Id,
  entryDate: PlainDateSchema,
  memo: z.string(),
  sourceType: z.string(),
  lines: z.array(
    z.object({
      accountId: Id,
      accountCode: z.string(),
      accountName: z.string(),
      debitCents: Cents,
      creditCents: Cents,
    }),
  ),
})

export const listAccounts = endpoint({
  method: 'GET',
  path: '/accounts',
  area: 'company',
  summary: 'The chart of accounts with balances, income and expenses since the fiscal year began',
  input: z.object({
    /** Default: today. */
    asOf: PlainDateSchema.optional(),
    type: z.enum(accountTypes).optional(),
    active: z.enum(['true', 'false']).optional(),
    q: searchWords,
    limit: z.coerce.number().int().min(1).max(1000, 'Ask for at most 1000.').default(1000),
    cursor: cursorInput,
  }),
  answer: z.object({ items: z.array(Account), nextCursor: z.string().nullable() }),
})

export const readAccount = endpoint({
  method: 'GET',
  path: '/accounts/:accountId',
  area: 'company',
  summary: 'One account',
  input: z.object({ accountId: Id }),
  answer: Account,
})

export const listIncomeAccounts = endpoint({
  method: 'GET',
  path: '/income-accounts',
  area: 'company',
  summary: 'The accounts on which services and document lines can earn',
  input: z.object({}),
  answer: z.object({ items: z.array(IncomeAccount), nextCursor: z.null() }),
})

export const createAccount = endpoint({
  method: 'POST',
  path: '/accounts',
  area: 'company',
  summary: 'Add an account',
  input: z.object({
    id: Id.optional(),
    code,
    name,
    type: z.enum(accountTypes, 'Choose what kind of account it is.'),
    contra: z.boolean().default(false),
    description: optionalLongText(500).default(null),
  }),
  answer: Account,
  creates: true,
})

export const updateAccount = endpoint({
  method: 'PATCH',
  path: '/accounts/:accountId',
  area: 'company',
  summary: 'Rename, renumber or retire an account',
  input: z.object({
    accountId: Id,
    code: code.optional(),
    name: name.optional(),
    description: optionalLongText(500).optional(),
    active: z.boolean().optional(),
  }),
  answer: Account,
})

/** What pointed at an account and points at another now. */
export const Remapped = z.object({
  catalogItems: z.int(),
  expenseCategories: z.int(),
  vendors: z.int(),
  planLines: z.int(),
  recurringBillLines: z.int(),
  draftLines: z.int(),
  draftBillLines: z.int(),
  openExpenses: z.int(),
})

export const mergeAccount = endpoint({
  method: 'POST',
  path: '/accounts/:accountId/merge',
  area: 'company',
  summary: 'Merge an account into another of its kind: one entry moves its balance, future use follows, history stays',
  input: z.object({
    accountId: Id,
    id: Id.optional(),
    intoAccountId: z.uuid('Choose an account.').toLowerCase(),
    /** The day of the entry; today in the company when left out. */
    mergedOn: PlainDateSchema.optional(),
  }),
  answer: z.object({ account: Account, into: Account, remapped: Remapped, entry: PostedEntry.nullable() }),
  money: true,
})

const manualLine = z
  .object({
    accountId: z.uuid('Choose an account.').toLowerCase(),
    debitCents: NonNegativeCents.default(0),
    creditCents: NonNegativeCents.default(0),
    clientId: Id.nullable().default(null),
    projectId: Id.nullable().default(null),
    memo: optionalText(200).default(null),
  })
  .refine((line) => line.debitCents === 0 || line.creditCents === 0, {
    message: 'A line has a debit or a credit, not both.',
    path: ['creditCents'],
  })

export const createManualEntry = endpoint({
  method: 'POST',
  path: '/journal-entries',
  area: 'company',
  summary: 'Post a manual journal entry',
  input: z.object({
    id: Id.optional(),
    entryDate: PlainDateSchema,
    memo: shortText(200, 'Say what this entry is for.'),
    lines: z.array(manualLine).min(2, 'An entry needs at least two lines.').max(200, 'Use at most 200 lines.'),
  }),
  answer: PostedEntry,
  money: true,
  creates: true,
})

export const reverseJournalEntry = endpoint({
  method: 'POST',
  path: '/journal-entries/:entryId/reversal',
  area: 'company',
  summary: 'Post the exact opposite of a journal entry',
  input: z.object({
    entryId: Id,
    /** The entry's day or later, at most today. Default: today, or the day of an entry that is dated ahead. */
    entryDate: PlainDateSchema.optional(),
    memo: optionalText(200).optional(),
  }),
  answer: PostedEntry,
  money: true,
  creates: true,
})

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
