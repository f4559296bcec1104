import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Cents } from '#kernel/money.ts'
import { listInput, pageOf } from '#kernel/paging.ts'
import { Source } from './contract-ledger.ts'

/** An entry with all that can be said about it. */
export const JournalEntry = z.object({
  id: Id,
  entryDate: PlainDateSchema,
  memo: z.string(),
  source: Source,
  totalCents: Cents,
  lines: z.array(
    z.object({
      lineNo: z.int(),
      accountId: Id,
      accountCode: z.string(),
      accountName: z.string(),
      debitCents: Cents,
      creditCents: Cents,
      clientId: Id.nullable(),
      clientName: z.string().nullable(),
      projectId: Id.nullable(),
      projectName: z.string().nullable(),
      memo: z.string().nullable(),
    }),
  ),
  /** The entry that this one undoes, and the one that undid it. */
  reversesEntryId: Id.nullable(),
  reversedByEntryId: Id.nullable(),
  /** False where a document must be undone instead. */
  reversible: z.boolean(),
  postedAt: InstantSchema,
  /** Null: the system. */
  postedByName: z.string().nullable(),
  requestId: z.string().nullable(),
})
export type JournalEntry = z.output<typeof JournalEntry>

export const listJournalEntries = endpoint({
  method: 'GET',
  path: '/journal-entries',
  area: 'company',
  summary: 'The journal, newest first',
  input: z.object({
    ...listInput,
    accountId: Id.optional(),
    sourceType: z
      .string()
      .regex(/^[a-z_]{1,40}$/, 'That is not a source type.')
      .optional(),
    from: PlainDateSchema.optional(),
    to: PlainDateSchema.optional(),
  }),
  answer: pageOf(JournalEntry),
})

export const readJournalEntry = endpoint({
  method: 'GET',
  path: '/journal-entries/:entryId',
  area: 'company',
  summary: 'One journal entry',
  input: z.object({ entryId: Id }),
  answer: JournalEntry,
})

export const exportJournal = endpoint({
  method: 'GET',
  path: '/reports/plain-text-ledger',
  area: 'company',
  summary: 'The whole journal in plain-text accounting format, for hledger and ledger',
  input: z.object({}),
  answer: z.null(),
  files: ['text/plain'],
})
