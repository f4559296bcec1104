import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { Cents } from '#kernel/money.ts'
import { cursorInput } from '#kernel/paging.ts'
import { basis, compare, files, format, knownAt, range, SpanColumn } from './contract-parts.ts'

const perColumn = z.array(Cents)
const limit = z.coerce.number().int().min(1).max(1000, 'Ask for at most 1000.').default(200)
const cursor = cursorInput

export const SalesTax = z.object({
  basis: z.enum(['accrual', 'cash']),
  accountId: Id,
  columns: z.array(SpanColumn),
  /** What was owed before the period. */
  openingCents: perColumn,
  /** Sold on invoices less credit notes, before tax: lines that are taxable or bear tax, and all others. On the accrual basis. */
  taxableSalesCents: perColumn.nullable(),
  exemptSalesCents: perColumn.nullable(),
  chargedCents: perColumn,
  /** Taken back by credit notes: zero or less. */
  creditedCents: perColumn,
  /** Cash basis: charged and not collected in the period (less), or collected for earlier ones (more). */
  uncollectedCents: perColumn,
  /** Charged, credited and uncollected together: what the period owes. */
  dueCents: perColumn,
  /** Paid to the tax office, and entries by hand. */
  paidCents: perColumn,
  closingCents: perColumn,
  /** The first column month by month; the first and the last may be broken ones. */
  periods: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      taxableSalesCents: Cents.nullable(),
      exemptSalesCents: Cents.nullable(),
      chargedCents: Cents,
      creditedCents: Cents,
      uncollectedCents: Cents,
      dueCents: Cents,
      paidCents: Cents,
      balanceCents: Cents,
    }),
  ),
})

export const salesTax = endpoint({
  method: 'GET',
  path: '/reports/sales-tax',
  area: 'company',
  summary: 'Sales tax: charged, credited, due, paid and owed, month by month',
  input: z.object({ ...range, basis, compare, knownAt, format }),
  answer: SalesTax,
  files,
})

export const groupings = ['client', 'project', 'service'] as const
export type Grouping = (typeof groupings)[number]

export const Revenue = z.object({
  by: z.enum(groupings),
  columns: z.array(SpanColumn),
  /** Largest first; `key` is the id of client, project or service where there is one. */
  items: z.array(z.object({ key: z.string(), recordId: Id.nullable(), name: z.string(), cents: perColumn })),
  nextCursor: z.string().nullable(),
  /** All income of the period, also of other pages: what profit and loss says. */
  totalCents: perColumn,
})

export const revenue = endpoint({
  method: 'GET',
  path: '/reports/revenue',
  area: 'company',
  summary: 'Revenue by client, project or service',
  input: z.object({ by: z.enum(groupings).default('client'), ...range, compare, knownAt, limit, cursor, format }),
  answer: Revenue,
  files,
})

/** Lines of documents behind what a service earned. */
export const ServiceLines = z.object({
  ...SpanColumn.shape,
  name: z.string(),
  items: z.array(
    z.object({
      key: z.string(),
      /** What moved: an invoice or its void, a credit note or its reversal. */
      kind: z.enum(['invoice', 'invoice_void', 'credit_note', 'credit_note_reversal']),
      entryDate: z.string(),
      recordId: Id,
      number: z.string(),
      clientName: z.string(),
      lineName: z.string(),
      quantity: z.string(),
      cents: Cents,
    }),
  ),
  nextCursor: z.string().nullable(),
  totalCents: Cents,
})

export const serviceLines = endpoint({
  method: 'GET',
  path: '/reports/service-lines',
  area: 'company',
  summary: 'The lines of invoices and credit notes that a service earned with',
  input: z.object({ service: z.string().min(1).max(300), ...range, knownAt, limit, cursor, format }),
  answer: ServiceLines,
  files,
})

const profit = {
  revenueCents: perColumn,
  expenseCents: perColumn,
  /** From the books: revenue less expenses. */
  profitCents: perColumn,
  /** Time at the cost rates of the day on which it was approved; in no account, and so apart. */
  labourCents: perColumn,
  afterLabourCents: perColumn,
  minutes: z.array(z.int()),
}

export const ProjectProfitability = z.object({
  columns: z.array(SpanColumn),
  /** Largest revenue first; without an id: what names no project. */
  items: z.array(
    z.object({
      projectId: Id.nullable(),
      projectName: z.string(),
      clientId: Id.nullable(),
      clientName: z.string().nullable(),
      ...profit,
    }),
  ),
  nextCursor: z.string().nullable(),
  totals: z.object(profit),
  /** Of these no cost is known: the member has no cost rate. */
  unratedMinutes: z.int(),
})

export const projectProfitability = endpoint({
  method: 'GET',
  path: '/reports/project-profitability',
  area: 'company',
  summary: 'Profit by project: from the journal, and after labour',
  input: z.object({ ...range, compare, knownAt, limit, cursor, format }),
  answer: ProjectProfitability,
  files,
})
