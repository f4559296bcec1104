import type { Cents } from '#kernel/money.ts'

type PostedLine = { incomeAccountId: string | null; subtotalCents: Cents; discountCents: Cents }

/** What a sent invoice says in the books: receivables owe the total, each income account earned its lines, tax is owed on. */
export type InvoiceEntryLine =
  | { account: 'accounts_receivable'; debitCents: Cents }
  | { account: 'revenue' | 'sales_tax_payable' | { accountId: string }; creditCents: Cents }

/** One line per account; a line's income is its subtotal less its share of the discount. */
export function invoiceEntryLines(
  lines: readonly PostedLine[],
  sums: { totalCents: Cents; taxCents: Cents },
): InvoiceEntryLine[] {
  const income = new Map<string | null, Cents>()
  for (const { incomeAccountId, subtotalCents, discountCents } of lines) {
    income.set(incomeAccountId, (income.get(incomeAccountId) ?? 0) + subtotalCents - discountCents)
  }
  return [
    { account: 'accounts_receivable', debitCents: sums.totalCents },
    ...[...income].map(([accountId, creditCents]) => ({
      account: accountId === null ? ('revenue' as const) : { accountId },
      creditCents,
    })),
    { account: 'sales_tax_payable', creditCents: sums.taxCents },
  ]
}
