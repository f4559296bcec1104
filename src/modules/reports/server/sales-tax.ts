import { present } from '#kernel/assert.ts'
import { addDays, type Instant, type PlainDate } from '#kernel/calendar.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract-sales.ts'
import { spanColumns } from '../domain/compare.ts'
import { monthsWithin, type Sold, type TaxMonth, taxMonths, taxSum } from '../domain/sales-tax.ts'
import { balance } from '../domain/sums.ts'
import { accountSums } from './account-sums.ts'
import { csvFile, plainMoney } from './csv.ts'
import { deferredAt } from './deferred.ts'
import { reportFrame } from './frame.ts'
import { soldLines } from './sold-lines.ts'

type Span = { from: PlainDate; to: PlainDate; knownAt: Instant | null }
type Basis = 'accrual' | 'cash'
type File = { basis: Basis; currency: string }

export const salesTax = query({
  name: 'reports.salesTax',
  needs: 'financials:read',
  feature: 'accounting',
  input: contract.salesTax.input,
  async run(scope, { basis, compare, format, ...asked }) {
    const { company, range, knownAt } = await reportFrame(scope, asked)
    const spans = spanColumns(range, compare, knownAt)
    const columns = []
    for (const span of spans) columns.push(await taxColumn(scope, span, basis))
    const [first] = columns
    const periods = present(first).months
    if (format === 'csv') {
      const name = `sales-tax-${range.from}-${range.to}`
      const months = columns.map((column) => column.months)
      return taxFile(name, months, spans, { basis, currency: company.currency })
    }
    const sums = columns.map(({ months }) => taxSum(months))
    const of = (name: keyof (typeof sums)[number]) => sums.map((sum) => sum[name])
    return {
      basis,
      accountId: present(first).accountId,
      columns: spans,
      openingCents: columns.map(({ openingCents }) => openingCents),
      taxableSalesCents: basis === 'cash' ? null : of('taxableSalesCents'),
      exemptSalesCents: basis === 'cash' ? null : of('exemptSalesCents'),
      chargedCents: of('chargedCents'),
      creditedCents: of('creditedCents'),
      uncollectedCents: of('uncollectedCents'),
      dueCents: of('dueCents'),
      paidCents: of('paidCents'),
      closingCents: columns.map(({ openingCents, months }) => months.at(-1)?.balanceCents ?? openingCents),
      periods,
    }
  },
})

const statement = `
  SELECT date_trunc('month', l.entry_date)::date AS month,
         coalesce(sum(l.credit_cents - l.debit_cents) FILTER (WHERE e.source_type IN ('invoice', 'invoice_void')), 0)::bigint AS "chargedCents",
         coalesce(sum(l.credit_cents - l.debit_cents) FILTER (WHERE e.source_type IN ('credit_note', 'credit_note_reversal')), 0)::bigint AS "creditedCents",
         coalesce(sum(l.credit_cents - l.debit_cents) FILTER (WHERE e.source_type NOT IN ('invoice', 'invoice_void', 'credit_note', 'credit_note_reversal')), 0)::bigint AS "paidCents"
  FROM journal_lines l JOIN journal_entries e ON e.company_id = l.company_id AND e.id = l.entry_id
  WHERE l.company_id = $1 AND l.account_id = $2 AND l.entry_date BETWEEN $3 AND $4
    AND ($5::timestamptz IS NULL OR e.posted_at <= $5)
  GROUP BY 1`

// What was sold on the documents whose tax stands above, taxed and not; no more than their entries posted as income.
const sales = `
  WITH ${soldLines}
  SELECT date_trunc('month', s.entry_date)::date AS month,
         coalesce(sum(s.cents) FILTER (WHERE s.taxed), 0)::bigint AS "taxableSalesCents",
         coalesce(sum(s.cents) FILTER (WHERE NOT s.taxed), 0)::bigint AS "exemptSalesCents"
  FROM sold s GROUP BY 1`

type Moved = { month: PlainDate; chargedCents: number; creditedCents: number; paidCents: number }

async function taxColumn(scope: Scope, { from, to, knownAt }: Span, basis: Basis) {
  const before = await accountSums(scope, { from: null, to: addDays(from, -1) }, { knownAt })
  const account = present(before.find(({ systemKey }) => systemKey === 'sales_tax_payable'))
  const { accountId } = account
  const moved = await scope.sql<Moved>('reports.salesTax', statement, [scope.companyId, accountId, from, to, knownAt])
  const spans = monthsWithin({ from, to })
  const days = [addDays(from, -1), ...spans.map((span) => span.to)]
  const deferred = basis === 'cash' ? await deferredAt(scope, days, knownAt) : []
  const uncollected = days.map((_, at) => deferred[at]?.get(accountId) ?? 0)
  const openingCents = balance(account) - (uncollected[0] ?? 0)
  const asked = [scope.companyId, from, to, knownAt]
  const sold = basis === 'cash' ? null : await scope.sql<Sold>('reports.taxedSales', sales, asked)
  return { accountId, openingCents, months: taxMonths(spans, { moved, sold }, uncollected, openingCents) }
}

/** Month by month; the months of the period that it is compared with follow below, told apart by dates or by what was known. */
function taxFile(name: string, columns: readonly (readonly TaxMonth[])[], known: readonly Span[], file: File) {
  const money = plainMoney(file.currency)
  const cash = file.basis === 'cash'
  const compared = known.some(({ knownAt }) => knownAt !== known[0]?.knownAt)
  const heads = [
    ...(compared ? ['Known'] : []),
    'From',
    'To',
    ...(cash ? [] : ['Taxable sales', 'Exempt sales']),
    'Charged',
    'Credited',
    ...(cash ? ['Not collected'] : []),
    'Due',
    'Paid',
    'Owed',
  ]
  const rows = columns.flatMap((months, at) =>
    months.map((month) => [
      ...(compared ? [known[at]?.knownAt ?? 'now'] : []),
      month.from,
      month.to,
      ...(cash ? [] : [month.taxableSalesCents, month.exemptSalesCents].map((cents) => money(cents ?? 0))),
      money(month.chargedCents),
      money(month.creditedCents),
      ...(cash ? [money(month.uncollectedCents)] : []),
      ...[month.dueCents, month.paidCents, month.balanceCents].map(money),
    ]),
  )
  return csvFile(name, heads, rows)
}
