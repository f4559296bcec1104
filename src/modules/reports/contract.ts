import { z } from 'zod'
import { InstantSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Cents } from '#kernel/money.ts'
import { cursorInput } from '#kernel/paging.ts'
import {
  account,
  asOf,
  basis,
  compare,
  DayColumn,
  files,
  format,
  knownAt,
  range,
  Section,
  SpanColumn,
} from './contract-parts.ts'

export const TrialBalance = z.object({
  asOf: z.string(),
  fiscalYearFrom: z.string(),
  columns: z.array(DayColumn),
  rows: z.array(
    z.object({
      ...account,
      debitCents: Cents,
      creditCents: Cents,
      /** Where the lines behind the figure lie; null is from the beginning. */
      from: z.string().nullable(),
      to: z.string(),
      derived: z.boolean(),
      /** Debits over credits, one amount per column; the first is what stands in `debitCents` or `creditCents`. */
      netCents: z.array(Cents),
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
  input: z.object({ asOf, compare, knownAt, format }),
  answer: TrialBalance,
  files,
})

export const ProfitAndLoss = z.object({
  basis: z.enum(['accrual', 'cash']),
  columns: z.array(SpanColumn),
  sections: z.array(Section),
  netCents: z.array(Cents),
})

export const profitAndLoss = endpoint({
  method: 'GET',
  path: '/reports/profit-and-loss',
  area: 'company',
  summary: 'Profit and loss: income less expenses',
  input: z.object({ ...range, basis, compare, knownAt, format }),
  answer: ProfitAndLoss,
  files,
})

export const BalanceSheet = z.object({
  basis: z.literal('accrual'),
  columns: z.array(DayColumn),
  sections: z.array(Section),
  balancingCents: z.array(Cents),
})

export const balanceSheet = endpoint({
  method: 'GET',
  path: '/reports/balance-sheet',
  area: 'company',
  summary: 'Balance sheet: what there is, what is owed, what is owned',
  input: z.object({ asOf, compare, knownAt, format }),
  answer: BalanceSheet,
  files,
})

export const CashFlow = z.object({
  columns: z.array(SpanColumn),
  sections: z.array(Section),
  /** What the cash accounts stood at before the period, what moved, and what they stand at after it. */
  openingCents: z.array(Cents),
  changeCents: z.array(Cents),
  closingCents: z.array(Cents),
})

export const cashFlow = endpoint({
  method: 'GET',
  path: '/reports/cash-flow',
  area: 'company',
  summary: 'Cash flow, indirect: from the profit to the cash',
  input: z.object({ ...range, compare, knownAt, format }),
  answer: CashFlow,
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

/** What was owed on the day of comparison; null without one. */
const comparedCents = Cents.nullable()
const compared = z.object({ asOf: z.string(), knownAt: InstantSchema.nullable(), totals: z.object(aged) }).nullable()

export const ArAging = z.object({
  asOf: z.string(),
  knownAt: InstantSchema.nullable(),
  items: z.array(z.object({ clientId: Id, clientName: z.string(), ...aged, comparedCents })),
  nextCursor: z.string().nullable(),
  /** Of all clients, also those on other pages. */
  totals: z.object(aged),
  compared,
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
    compare,
    knownAt,
    clientId: Id.optional(),
    limit: z.coerce.number().int().min(1).max(1000, 'Ask for at most 1000.').default(200),
    cursor: cursorInput,
    format,
  }),
  answer: ArAging,
  files,
})
