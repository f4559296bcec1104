import type { z } from 'zod'
import { present } from '#kernel/assert.ts'
import { daysBetween, type Instant, type PlainDate } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract-payables.ts'
import { age, agedTotal, type Debtor, withCompared } from '../domain/aging.ts'
import { dayColumns } from '../domain/compare.ts'
import { balance } from '../domain/sums.ts'
import { accountSums } from './account-sums.ts'
import { agingFile } from './aging-file.ts'
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

type Debt = { vendorId: string; vendorName: string; sortName: string; dueOn: PlainDate; balanceCents: number }
type VendorRow = { vendorId: string; vendorName: string } & Debtor

/** What was owed at the end of a day, one row per vendor, by name. */
async function agedVendors(scope: Scope, asOf: PlainDate, knownAt: Instant | null): Promise<VendorRow[]> {
  const debts = await scope.sql<Debt>(
    'reports.apAging',
    `${owed}
     SELECT o.vendor_id AS "vendorId", v.name AS "vendorName", v.sort_name AS "sortName", o.due_on AS "dueOn", sum(o.balance_cents)::bigint AS "balanceCents"
     FROM owed o JOIN vendors v ON v.company_id = $1 AND v.id = o.vendor_id
     GROUP BY o.vendor_id, v.name, v.sort_name, o.due_on ORDER BY v.sort_name, o.vendor_id`,
    [scope.companyId, asOf, knownAt],
  )
  return [...Map.groupBy(debts, (debt) => debt.vendorId)].map(([vendorId, theirs]) => {
    const { vendorName, sortName } = present(theirs[0])
    return { vendorId, vendorName, sortName, ...age(theirs, asOf) }
  })
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
    const { rows, totals, compared } = await agedOn(scope, { asOf, knownAt }, input)
    if (input.format === 'csv') {
      const words = { name: 'ap-aging', who: 'Vendor', of: (row: VendorRow) => row.vendorName }
      return agingFile(words, { asOf, rows, totals, compared }, company.currency)
    }
    const sums = await accountSums(scope, { from: null, to: asOf }, { knownAt })
    const control = present(sums.find(({ systemKey }) => systemKey === 'accounts_payable'))
    return {
      asOf,
      knownAt,
      ...pageByKey('ap-aging', rows.map(shown), input.limit, input.cursor),
      totals,
      compared,
      bills: input.vendorId === undefined ? [] : await openBills(scope, asOf, knownAt, input.vendorId),
      controlAccountId: control.accountId,
      controlCents: balance(control),
    }
  },
})

type Asked = z.output<typeof contract.apAging.input>
type Day = { asOf: PlainDate; knownAt: Instant | null }

/** Whom what is owed to on a day, and beside it on the day of comparison; then nobody is left out who was owed on one of them. */
async function agedOn(scope: Scope, day: Day, { vendorId, compare }: Asked) {
  const of = (row: VendorRow) => vendorId === undefined || row.vendorId === vendorId
  const [, other] = dayColumns(day.asOf, compare, day.knownAt)
  const owing = (await agedVendors(scope, day.asOf, day.knownAt)).filter(of)
  const totals = agedTotal(owing)
  if (!other) return { rows: owing, totals, compared: null }
  const owed = (await agedVendors(scope, other.asOf, other.knownAt)).filter(of)
  const rows = withCompared(owing, owed, (row) => row.vendorId)
  return { rows, totals, compared: { ...other, totals: agedTotal(owed) } }
}

const shown = ({ sortName: _sortName, comparedCents, ...row }: VendorRow & { comparedCents?: number }) => ({
  ...row,
  comparedCents: comparedCents ?? null,
})

async function checkVendor(scope: Scope, vendorId: string): Promise<void> {
  const rows = await scope.sql<{ id: string }>(
    'reports.vendor',
    'SELECT id FROM vendors WHERE company_id = $1 AND id = $2',
    [scope.companyId, vendorId],
  )
  if (rows.length === 0) throw new Refusal('not_found')
}
