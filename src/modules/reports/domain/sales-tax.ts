import { addMonths, endOfMonth, type PlainDate, startOfMonth } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'

type Moved = { chargedCents: number; creditedCents: number; paidCents: number }

/** What was sold in a month, before tax. */
export type Sold = { month: PlainDate; taxableSalesCents: number; exemptSalesCents: number }

export type TaxMonth = Moved & {
  from: PlainDate
  to: PlainDate
  /** Null where it is not asked: on the cash basis. */
  taxableSalesCents: number | null
  exemptSalesCents: number | null
  uncollectedCents: number
  dueCents: number
  balanceCents: number
}

/** The months of a range, the first and the last as far as they belong to it. */
export function monthsWithin({ from, to }: { from: PlainDate; to: PlainDate }): { from: PlainDate; to: PlainDate }[] {
  const spans = []
  for (let start = from; start <= to; start = addMonths(startOfMonth(start), 1)) {
    const end = endOfMonth(start)
    spans.push({ from: start, to: end < to ? end : to })
  }
  return spans
}

/**
 * The months with what they owe and what was owed after them. `uncollected` is the tax in unpaid invoices before the
 * first month and at the end of each (zeros on the accrual basis): what of it grew is not owed yet.
 */
export function taxMonths(
  spans: readonly { from: PlainDate; to: PlainDate }[],
  { moved, sold }: { moved: readonly (Moved & { month: PlainDate })[]; sold: readonly Sold[] | null },
  uncollected: readonly number[],
  openingCents: number,
): TaxMonth[] {
  const byMonth = new Map(moved.map((one) => [one.month, one]))
  const sales = new Map((sold ?? []).map((one) => [one.month, one]))
  let balanceCents = openingCents
  return spans.map((span, at) => {
    const one = byMonth.get(startOfMonth(span.from))
    const { chargedCents, creditedCents, paidCents } = one ?? { chargedCents: 0, creditedCents: 0, paidCents: 0 }
    const uncollectedCents = (uncollected[at] ?? 0) - (uncollected[at + 1] ?? 0)
    const dueCents = sumCents([chargedCents, creditedCents, uncollectedCents])
    balanceCents = sumCents([balanceCents, dueCents, paidCents])
    const sale = sales.get(startOfMonth(span.from))
    const taxableSalesCents = sold && (sale?.taxableSalesCents ?? 0)
    const exemptSalesCents = sold && (sale?.exemptSalesCents ?? 0)
    return {
      ...span,
      taxableSalesCents,
      exemptSalesCents,
      chargedCents,
      creditedCents,
      uncollectedCents,
      dueCents,
      paidCents,
      balanceCents,
    }
  })
}

export function taxSum(months: readonly TaxMonth[]) {
  const column = (name: Exclude<keyof TaxMonth, 'from' | 'to'>) => sumCents(months.map((month) => month[name] ?? 0))
  return {
    taxableSalesCents: column('taxableSalesCents'),
    exemptSalesCents: column('exemptSalesCents'),
    chargedCents: column('chargedCents'),
    creditedCents: column('creditedCents'),
    uncollectedCents: column('uncollectedCents'),
    dueCents: column('dueCents'),
    paidCents: column('paidCents'),
  }
}
