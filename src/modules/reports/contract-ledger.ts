import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Cents } from '#kernel/money.ts'
import { cursorInput } from '#kernel/paging.ts'
import { account, files, format, knownAt, party, range } from './contract-parts.ts'

/** What caused an entry, and where it can be seen. */
export const Source = z.object({
  type: z.string(),
  id: Id,
  label: z.string(),
  documentId: Id.nullable(),
  paymentId: Id.nullable(),
  creditNoteId: Id.nullable(),
  billId: Id.nullable(),
  billPaymentId: Id.nullable(),
  expenseId: Id.nullable(),
  reimbursementId: Id.nullable(),
})

export const GeneralLedger = z.object({
  from: z.string(),
  to: z.string(),
  knownAt: InstantSchema.nullable(),
  accounts: z.array(
    z.object({ ...account, openingCents: Cents, debitCents: Cents, creditCents: Cents, closingCents: Cents }),
  ),
  /** The lines of the one account that was asked for, oldest first; balances from the normal side of its type. */
  items: z.array(
    z.object({
      entryId: Id,
      lineNo: z.int(),
      entryDate: z.string(),
      memo: z.string(),
      ...party,
      source: Source,
      debitCents: Cents,
      creditCents: Cents,
      balanceCents: Cents,
    }),
  ),
  nextCursor: z.string().nullable(),
})

export const generalLedger = endpoint({
  method: 'GET',
  path: '/reports/general-ledger',
  area: 'company',
  summary: 'General ledger: the lines of an account with its running balance',
  input: z.object({
    accountId: Id.optional(),
    ...range,
    knownAt,
    limit: z.coerce.number().int().min(1).max(500, 'Ask for at most 500.').default(100),
    cursor: cursorInput,
    format,
  }),
  answer: GeneralLedger,
  files,
})

/** A line of the journal with its account, as it stands behind a figure. */
const FigureLine = z.object({
  entryId: Id,
  lineNo: z.int(),
  entryDate: z.string(),
  memo: z.string(),
  accountId: Id,
  accountCode: z.string(),
  accountName: z.string(),
  ...party,
  source: Source,
  debitCents: Cents,
  creditCents: Cents,
})

export const FigureLines = z.object({
  from: z.string(),
  to: z.string(),
  knownAt: InstantSchema.nullable(),
  /** Who was asked for, in words. */
  subject: z.string().nullable(),
  items: z.array(FigureLine),
  nextCursor: z.string().nullable(),
  /** Of all lines, also of other pages. */
  debitCents: Cents,
  creditCents: Cents,
})

export const figureLines = endpoint({
  method: 'GET',
  path: '/reports/lines',
  area: 'company',
  summary: 'The journal lines behind a figure: of kinds of accounts, a client, a project, some causes',
  input: z.object({
    accountId: Id.optional(),
    kind: z.enum(['income', 'expense', 'profit']).optional().describe('Accounts of income, of expenses, or of both.'),
    clientId: Id.optional(),
    projectId: Id.optional(),
    without: z.enum(['client', 'project']).optional().describe('Only lines that name none.'),
    sources: z
      .string()
      .regex(/^-?[a-z_]{1,40}(,[a-z_]{1,40}){0,9}$/, 'Name source types with commas between them.')
      .optional()
      .describe('Source types with commas between them; with a minus in front: all but these.'),
    ...range,
    knownAt,
    limit: z.coerce.number().int().min(1).max(500, 'Ask for at most 500.').default(100),
    cursor: cursorInput,
    format,
  }),
  answer: FigureLines,
  files,
})

export const CashEarned = z.object({
  from: z.string(),
  to: z.string(),
  knownAt: InstantSchema.nullable(),
  /** The one that was asked for; null for all of a kind. */
  accountId: Id.nullable(),
  code: z.string().nullable(),
  name: z.string(),
  /** What invoices, bills and expenses made of it in the period, oldest first; negative where money went back. */
  items: z.array(
    z.object({
      kind: z.enum(['invoice', 'bill', 'expense']),
      recordId: Id,
      number: z.string(),
      issuedOn: z.string(),
      name: z.string(),
      earnedCents: Cents,
    }),
  ),
  nextCursor: z.string().nullable(),
  /** From entries that none of these caused. Positive is more of what the account is for. */
  otherCents: Cents,
  /** Money that came in and pays no invoice yet: income of the cash basis, of no single account. */
  unapplied: z.object({ accountId: Id, cents: Cents }).nullable(),
  totalCents: Cents,
})

export const cashEarned = endpoint({
  method: 'GET',
  path: '/reports/cash-basis',
  area: 'company',
  summary: 'What makes up a figure of the cash basis: invoices, bills, expenses',
  input: z.object({
    /** One account; without, all of the kind. */
    accountId: Id.optional(),
    kind: z.enum(['income', 'expense', 'profit']).default('profit'),
    ...range,
    knownAt,
    limit: z.coerce.number().int().min(1).max(1000, 'Ask for at most 1000.').default(200),
    cursor: cursorInput,
    format,
  }),
  answer: CashEarned,
  files,
})
