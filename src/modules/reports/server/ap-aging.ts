import { present } from '#kernel/assert.ts'
import { daysBetween, type Instant, type PlainDate } from '#kernel/calendar.ts'
import { sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract-payables.ts'
import { type Aged, age, agingBuckets } from '../domain/aging.ts'
import { balance } from '../domain/sums.ts'
import { accountSums } from './account-sums.ts'
import { csvFile, plainMoney } from './csv.ts'
import { reportFrame } from './frame.ts'
import { pageByKey } from './page-by-key.ts'

/**
 * Bills as they were owed at the end of a day ($2), as known at an instant ($3, null is now). Only open bills and those
 * that moved since are looked at, so a recent day costs little however long the history; of those that moved, all is
 * counted anew.
 */
const owed = `
  WITH moved AS (
    SELECT b.id FROM bills b WHERE b.company_id = $1 AND b.voided_on > $2::date
    UNION SELECT b.id FROM bills b WHERE b.company_id = $1 AND b.voided_on IS NOT NULL AND b.voided_at > $3::timestamptz
    UNION SELECT a.bill_id FROM bill_payments p
      JOIN bill_payment_allocations a ON a.company_id = p.company_id AND a.payment_id = p.id
      WHERE p.company_id = $1 AND p.paid_on > $2::date
    UNION SELECT a.bill_id FROM bill_payments p
      JOIN bill_payment_allocations a ON a.company_id = p.company_id AND a.payment_id = p.id
      WHERE p.company_id = $1 AND p.created_at > $3::timestamptz
    UNION SELECT a.bill_id FROM bill_payment_reversals r
      JOIN bill_payment_allocations a ON a.company_id = r.company_id AND a.payment_id = r.payment_id
      WHERE r.company_id = $1 AND r.reversed_on > $2::date
    UNION SELECT a.bill_id FROM bill_payment_reversals r
      JOIN bill_payment_allocations a ON a.company_id = r.company_id AND a.payment_id = r.payment_id
      WHERE r.company_id = $1 AND r.created_at > $3::timestamptz
  ), owed AS (
    SELECT b.id, b.vendor_id, b.number, b.billed_on, b.due_on, b.total_cents, b.balance_due_cents AS balance_cents
    FROM bills b WHERE b.company_id = $1 AND b.balance_due_cents > 0 AND b.booked_on <= $2::date
      AND ($3::timestamptz IS NULL OR b.posted_at <= $3) AND NOT EXISTS (SELECT FROM moved m WHERE m.id = b.id)
    UNION ALL
    SELECT b.id, b.vendor_id, b.number, b.billed_on, b.due_on, b.total_cents, (b.total_cents - paid.cents)::bigint AS balance_cents
    FROM moved t
    JOIN bills b ON b.company_id = $1 AND b.id = t.id AND b.booked_on <= $2::date AND ($3::timestamptz IS NULL OR b.posted_at <= $3)
      AND NOT (b.voided_on IS NOT NULL AND b.voided_on <= $2::date AND ($3::timestamptz IS NULL OR b.voided_at <= $3))
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(a.amount_cents), 0) AS cents FROM bill_payment_allocations a
      JOIN bill_payments p ON p.company_id = a.company_id AND p.id = a.payment_id
        AND p.paid_on <= $2::date AND ($3::timestamptz IS NULL OR p.created_at <= $3)
      WHERE a.company_id = b.company_id AND a.bill_id = b.id AND NOT EXISTS (
        SELECT FROM bill_payment_reversals r WHERE r.company_id = p.company_id AND r.payment_id = p.id
          AND r.reversed_on <= $2::date AND ($3::timestamptz IS NULL OR r.created_at <= $3))) paid
    WHERE b.total_cents <> paid.cents
  )`

type Debt = { vendorId: string; vendorName: string; dueOn: PlainDate; balanceCents: number }
type VendorRow = { vendorId: string; vendorName: string } & Aged

/** What was owed at the end of a day, one row per vendor, by name. */
async function agedVendors(scope: Scope, asOf: PlainDate, knownAt: Instant | null): Promise<VendorRow[]> {
  const debts = await scope.sql<Debt>(
    'reports.apAging',
    `${owed}
     SELECT o.vendor_id AS "vendorId", v.name AS "vendorName", o.due_on AS "dueOn", sum(o.balance_cents)::bigint AS "balanceCents"
     FROM owed o JOIN vendors v ON v.company_id = $1 AND v.id = o.vendor_id
     GROUP BY o.vendor_id, v.name, v.sort_name, o.due_on ORDER BY v.sort_name, o.vendor_id`,
    [scope.companyId, asOf, knownAt],
  )
  return [...Map.groupBy(debts, (debt) => debt.vendorId)].map(([vendorId, theirs]) => {
    const { vendorName } = present(theirs[0])
    return { vendorId, vendorName, ...age(theirs, asOf) }
  })
}

/** The sums of all rows, column by column. */
function total(rows: readonly Aged[]): Aged {
  const column = (name: keyof Aged) => sumCents(rows.map((row) => row[name]))
  const buckets = Object.fromEntries(agingBuckets.map((bucket) => [bucket, column(bucket)])) as Omit<Aged, 'totalCents'>
  return { ...buckets, totalCents: column('totalCents') }
}

type Bill = {
  billId: string
  number: string | null
  billedOn: PlainDate
  dueOn: PlainDate
  totalCents: number
  balanceCents: number
}

async function openBills(scope: Scope, asOf: PlainDate, knownAt: Instant | null, vendorId: string) {
  const rows = await scope.sql<Bill>(
    'reports.apAgingBills',
    `${owed}
     SELECT o.id AS "billId", o.number, o.billed_on AS "billedOn", o.due_on AS "dueOn", o.total_cents AS "totalCents", o.balance_cents AS "balanceCents"
     FROM owed o WHERE o.vendor_id = $4 ORDER BY o.due_on, o.id LIMIT 1000`,
    [scope.companyId, asOf, knownAt, vendorId],
  )
  return rows.map((row) => ({ ...row, daysLate: Math.max(daysBetween(row.dueOn, asOf), 0) }))
}

export const apAging = query({
  name: 'reports.apAging',
  needs: 'financials:read',
  feature: 'payables',
  input: contract.apAging.input,
  async run(scope, input) {
    const { company, today, knownAt } = await reportFrame(scope, { knownAt: input.knownAt })
    const asOf = input.asOf ?? today
    if (input.vendorId !== undefined) await checkVendor(scope, input.vendorId)
    const everyone = await agedVendors(scope, asOf, knownAt)
    const asked = input.vendorId === undefined ? everyone : everyone.filter((row) => row.vendorId === input.vendorId)
    const totals = total(asked)
    if (input.format === 'csv') return agingFile(asOf, [...asked, { vendorName: 'Total', ...totals }], company.currency)
    const sums = await accountSums(scope, { from: null, to: asOf }, { knownAt })
    const control = present(sums.find(({ systemKey }) => systemKey === 'accounts_payable'))
    return {
      asOf,
      knownAt,
      ...pageByKey('ap-aging', asked, input.limit, input.cursor),
      totals,
      bills: input.vendorId === undefined ? [] : await openBills(scope, asOf, knownAt, input.vendorId),
      controlAccountId: control.accountId,
      controlCents: balance(control),
    }
  },
})

async function checkVendor(scope: Scope, vendorId: string): Promise<void> {
  const rows = await scope.sql<{ id: string }>(
    'reports.vendor',
    'SELECT id FROM vendors WHERE company_id = $1 AND id = $2',
    [scope.companyId, vendorId],
  )
  if (rows.length === 0) throw new Refusal('not_found')
}

function agingFile(asOf: PlainDate, rows: readonly ({ vendorName: string } & Aged)[], currency: string) {
  const money = plainMoney(currency)
  const heads = ['Vendor', 'Current', '1-30 days', '31-60 days', '61-90 days', 'Over 90 days', 'Total']
  const cells = rows.map((row) => [
    row.vendorName,
    ...agingBuckets.map((bucket) => money(row[bucket])),
    money(row.totalCents),
  ])
  return csvFile(`ap-aging-${asOf}`, heads, cells)
}
