import { type DateRange, endOfMonth, type PlainDate, priorPeriod } from '#kernel/calendar.ts'
import { openTotals } from '#modules/reports/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Figures } from '../contract.ts'
import { isWholeMonths, type MonthSum, type Result, resultOf, trendOf, trendStart } from '../domain/months.ts'

/** Income and expenses with their months; contra accounts such as discounts run below zero. */
async function sumsByMonth(scope: Scope, from: PlainDate, to: PlainDate): Promise<MonthSum[]> {
  return scope.sql<MonthSum>(
    'home.months',
    `SELECT b.month,
            coalesce(sum(b.credit_cents - b.debit_cents) FILTER (WHERE a.type = 'income'), 0)::bigint AS "revenueCents",
            coalesce(sum(b.debit_cents - b.credit_cents) FILTER (WHERE a.type = 'expense'), 0)::bigint AS "expensesCents"
     FROM accounts a
     JOIN account_balances b ON b.company_id = a.company_id AND b.account_id = a.id AND b.month BETWEEN $2::date AND $3::date
     WHERE a.company_id = $1 AND a.type IN ('income', 'expense')
     GROUP BY b.month`,
    [scope.companyId, from, to],
  )
}

type TwoResults = Result & { priorRevenueCents: number; priorExpensesCents: number }

/** The same for days: two spans that follow one another, in one walk over each account's lines. */
async function sumsByDay(scope: Scope, prior: DateRange, range: DateRange): Promise<TwoResults> {
  const [sums] = await scope.sql<TwoResults>(
    'home.days',
    `SELECT coalesce(sum(l.credit_cents - l.debit_cents) FILTER (WHERE a.type = 'income' AND l.entry_date >= $3::date), 0)::bigint AS "revenueCents",
            coalesce(sum(l.debit_cents - l.credit_cents) FILTER (WHERE a.type = 'expense' AND l.entry_date >= $3::date), 0)::bigint AS "expensesCents",
            coalesce(sum(l.credit_cents - l.debit_cents) FILTER (WHERE a.type = 'income' AND l.entry_date < $3::date), 0)::bigint AS "priorRevenueCents",
            coalesce(sum(l.debit_cents - l.credit_cents) FILTER (WHERE a.type = 'expense' AND l.entry_date < $3::date), 0)::bigint AS "priorExpensesCents"
     FROM accounts a
     JOIN journal_lines l ON l.company_id = a.company_id AND l.account_id = a.id AND l.entry_date BETWEEN $2::date AND $4::date
     WHERE a.company_id = $1 AND a.type IN ('income', 'expense')`,
    [scope.companyId, prior.from, range.from, range.to],
  )
  return sums as TwoResults
}

type Unbilled = { unbilledCents: number; unbilledMinutes: number }

/** Time that could be billed now. Hours with 4 decimals and cents per entry, rounded as a line of an invoice rounds them. */
async function unbilledNow(scope: Scope): Promise<Unbilled> {
  const [sums] = await scope.sql<Unbilled>(
    'home.unbilled',
    `SELECT coalesce(sum(round(round(t.minutes / 60.0, 4) *
              coalesce(p.hourly_rate_cents, CASE WHEN i.unit = 'hour' THEN i.unit_price_cents END, m.billing_rate_cents, 0))), 0)::bigint AS "unbilledCents",
            coalesce(sum(t.minutes), 0)::bigint AS "unbilledMinutes"
     FROM time_entries t
     JOIN members m ON m.company_id = t.company_id AND m.id = t.member_id
     LEFT JOIN projects p ON p.company_id = t.company_id AND p.id = t.project_id
     LEFT JOIN catalog_items i ON i.company_id = t.company_id AND i.id = t.catalog_item_id
     WHERE t.company_id = $1 AND t.state = 'approved' AND t.billable AND NOT t.over_long AND t.deleted_at IS NULL
       AND t.client_id IS NOT NULL`,
    [scope.companyId],
  )
  return sums as Unbilled
}

/** The money of the dashboard, for whoever may see it. */
export async function loadFigures(scope: Scope, range: DateRange, today: PlainDate): Promise<Figures> {
  const prior = priorPeriod(range)
  const start = [trendStart(today), prior.from].sort()[0] as PlainDate
  const months = await sumsByMonth(scope, start, [endOfMonth(today), range.to].sort()[1] as PlainDate)
  const { totalCents: outstandingCents, invoices: _invoices, ...aging } = await openTotals(scope, today, null)
  const unbilled = await unbilledNow(scope)
  return {
    ...(isWholeMonths(range) ? byMonths(months, prior, range) : await sumsByDay(scope, prior, range)),
    outstandingCents,
    overdueCents: outstandingCents - aging.current,
    ...unbilled,
    trend: trendOf(months, today),
    aging,
  }
}

function byMonths(months: readonly MonthSum[], prior: DateRange, range: DateRange): TwoResults {
  const before = resultOf(months, prior)
  return {
    ...resultOf(months, range),
    priorRevenueCents: before.revenueCents,
    priorExpensesCents: before.expensesCents,
  }
}
