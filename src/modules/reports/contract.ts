import { z } from 'zod'
import { accountTypes } from '#kernel/accounts.ts'
import { PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Cents } from '#kernel/money.ts'
import { comparisons } from './domain/compare.ts'

const format = z.enum(['json', 'csv']).default('json')
const compare = z.enum(comparisons).optional()
const files = ['text/csv'] as const
const asOf = PlainDateSchema.optional().describe('Default: today in the company.')
/** Default: the fiscal year so far. */
const range = { from: PlainDateSchema.optional(), to: PlainDateSchema.optional() }

const account = { accountId: Id, code: z.string(), name: z.string(), type: z.enum(accountTypes) }

export const TrialBalance = z.object({
  asOf: z.string(),
  fiscalYearFrom: z.string(),
  rows: z.array(
    z.object({
      ...account,
      debitCents: Cents,
      creditCents: Cents,
      /** Where the lines behind the figure lie; null is from the beginning. */
      from: z.string().nullable(),
      to: z.string(),
      derived: z.boolean(),
    }),
  ),
  debitCents: Cents,
  creditCents: Cents,
})

export const trialBalance = endpoint({
  method: 'GET',
  path: '/reports/trial-balance',
  area: 'company',
  summary: 'Trial balance: what every account stands at',
  input: z.object({ asOf, format }),
  answer: TrialBalance,
  files,
})

const Section = z.object({
  key: z.enum(accountTypes),
  title: z.string(),
  rows: z.array(
    z.object({
      key: z.string(),
      /** Null for a figure computed from several accounts. */
      accountId: Id.nullable(),
      code: z.string().nullable(),
      name: z.string(),
      cents: z.array(Cents),
    }),
  ),
  totalCents: z.array(Cents),
})
export type StatementSection = z.output<typeof Section>

export const ProfitAndLoss = z.object({
  basis: z.literal('accrual'),
  columns: z.array(z.object({ from: z.string().nullable(), to: z.string() })),
  sections: z.array(Section),
  netCents: z.array(Cents),
})

export const profitAndLoss = endpoint({
  method: 'GET',
  path: '/reports/profit-and-loss',
  area: 'company',
  summary: 'Profit and loss: income less expenses',
  input: z.object({ ...range, compare, format }),
  answer: ProfitAndLoss,
  files,
})

export const BalanceSheet = z.object({
  basis: z.literal('accrual'),
  columns: z.array(z.object({ asOf: z.string(), fiscalYearFrom: z.string() })),
  sections: z.array(Section),
  balancingCents: z.array(Cents),
})

export const balanceSheet = endpoint({
  method: 'GET',
  path: '/reports/balance-sheet',
  area: 'company',
  summary: 'Balance sheet: what there is, what is owed, what is owned',
  input: z.object({ asOf, compare, format }),
  answer: BalanceSheet,
  files,
})

/** What caused an entry, and where it can be seen. */
export const Source = z.object({
  type: z.string(),
  id: Id,
  label: z.string(),
  documentId: Id.nullable(),
  paymentId: Id.nullable(),
  creditNoteId: Id.nullable(),
})

const party = {
  clientId: Id.nullable(),
  clientName: z.string().nullable(),
  projectId: Id.nullable(),
  projectName: z.string().nullable(),
}

export const GeneralLedger = z.object({
  from: z.string(),
  to: z.string(),
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
    limit: z.coerce.number().int().min(1).max(500, 'Ask for at most 500.').default(100),
    cursor: z.string().max(1000).optional(),
    format,
  }),
  answer: GeneralLedger,
  files,
})

const aged = {
  current: Cents,
  days1to30: Cents,
  days31to60: Cents,
  days61to90: Cents,
  over90: Cents,
  totalCents: Cents,
}

export const ArAging = z.object({
  asOf: z.string(),
  items: z.array(z.object({ clientId: Id, clientName: z.string(), ...aged })),
  nextCursor: z.string().nullable(),
  /** Of all clients, also those on other pages. */
  totals: z.object(aged),
  /** The open invoices of the one client that was asked for. */
  invoices: z.array(
    z.object({
      invoiceId: Id,
      number: z.string(),
      issuedOn: z.string(),
      dueOn: z.string(),
      totalCents: Cents,
      balanceCents: Cents,
      daysLate: z.int(),
    }),
  ),
  /** Accounts Receivable in the ledger on that date; equal to the total when all is well. */
  controlAccountId: Id,
  controlCents: Cents,
})

export const arAging = endpoint({
  method: 'GET',
  path: '/reports/ar-aging',
  area: 'company',
  summary: 'Accounts receivable by age: who owes, how much, since when',
  input: z.object({
    asOf,
    clientId: Id.optional(),
    limit: z.coerce.number().int().min(1).max(1000, 'Ask for at most 1000.').default(200),
    cursor: z.string().max(1000).optional(),
    format,
  }),
  answer: ArAging,
  files,
})
