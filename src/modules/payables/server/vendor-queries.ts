import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { present } from '#kernel/assert.ts'
import { startOfYear } from '#kernel/calendar.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { keyset, type Order } from '#platform/database/keyset.ts'
import { findWords } from '#platform/database/search.ts'
import { query } from '#platform/operation.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { vendors } from './tables.ts'
import { loadVendor, toVendor } from './vendor-store.ts'

type ListInput = z.output<(typeof contract.listVendors)['input']>

const orders: Record<ListInput['sort'], Order> = {
  name: { by: vendors.sortName, id: vendors.id },
  '-name': { by: vendors.sortName, id: vendors.id, descending: true },
  '-createdAt': { by: vendors.createdAt, id: vendors.id, descending: true, type: 'timestamptz' },
  createdAt: { by: vendors.createdAt, id: vendors.id, type: 'timestamptz' },
}

/** One page: the vendors in one statement, what is owed to them in a second. */
export const listVendors = query({
  name: 'payables.listVendors',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.listVendors.input,
  async run(scope, input) {
    const today = await companyToday(scope)
    const page = keyset(`vendors ${input.sort}`, orders[input.sort], input)
    const rows = await scope.tx
      .select({ ...listed, sortValue: page.value })
      .from(vendors)
      .where(and(eq(vendors.companyId, scope.companyId), ...(await filters(scope, input)), page.after))
      .orderBy(...page.orderBy)
      .limit(page.limit)
    const { items, nextCursor } = page.finish(rows)
    const owed = await scope.sql<{ id: string; owedCents: number; overdueCents: number }>(
      'payables.owed',
      `SELECT v.id, o.owed AS "owedCents", o.overdue AS "overdueCents"
       FROM unnest($2::uuid[]) AS v (id) CROSS JOIN LATERAL (
         SELECT sum(balance_due_cents)::bigint AS owed, coalesce(sum(balance_due_cents) FILTER (WHERE due_on < $3), 0)::bigint AS overdue
         FROM bills WHERE company_id = $1 AND vendor_id = v.id AND balance_due_cents > 0) AS o
       WHERE o.owed IS NOT NULL`,
      [scope.companyId, items.map((item) => item.id), today],
    )
    const byVendor = new Map(owed.map(({ id, ...figures }) => [id, figures]))
    const nothing = { owedCents: 0, overdueCents: 0 }
    return { items: items.map((item) => ({ ...item, ...(byVendor.get(item.id) ?? nothing) })), nextCursor }
  },
})

const listed = {
  id: vendors.id,
  name: vendors.name,
  email: vendors.email,
  paymentTermsDays: vendors.paymentTermsDays,
  defaultExpenseAccountId: vendors.defaultExpenseAccountId,
  archivedAt: vendors.archivedAt,
  createdAt: vendors.createdAt,
}

async function filters(scope: Scope, input: ListInput): Promise<(SQL | undefined)[]> {
  return [
    input.state === 'active' ? isNull(vendors.archivedAt) : undefined,
    input.state === 'archived' ? isNotNull(vendors.archivedAt) : undefined,
    input.withBalance
      ? sql`EXISTS (SELECT FROM bills b WHERE b.company_id = ${vendors.companyId} AND b.vendor_id = ${vendors.id} AND b.balance_due_cents > 0)`
      : undefined,
    input.q ? (await findWords(scope, input.q, 'vendors')).among('vendors', vendors.id, vendors.searchText) : undefined,
  ]
}

export const readVendor = query({
  name: 'payables.readVendor',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.readVendor.input,
  run: async (scope, { vendorId }) => toVendor(await loadVendor(scope, vendorId)),
})

export const readVendorOverview = query({
  name: 'payables.vendorOverview',
  needs: 'payables:read',
  feature: 'payables',
  input: contract.readVendorOverview.input,
  async run(scope, { vendorId }) {
    await loadVendor(scope, vendorId)
    const today = await companyToday(scope)
    const [figures] = await scope.sql<contract.VendorOverview>('payables.vendorFigures', figuresStatement, [
      scope.companyId,
      vendorId,
      today,
      startOfYear(today),
    ])
    return present(figures)
  },
})

const figuresStatement = `
  SELECT owed.owed AS "owedCents", owed.overdue AS "overdueCents", drafts.cents AS "draftCents", paid.cents AS "paidThisYearCents"
  FROM (SELECT coalesce(sum(balance_due_cents), 0)::bigint AS owed,
               coalesce(sum(balance_due_cents) FILTER (WHERE due_on < $3), 0)::bigint AS overdue
        FROM bills WHERE company_id = $1 AND vendor_id = $2 AND balance_due_cents > 0) owed,
       (SELECT coalesce(sum(total_cents), 0)::bigint AS cents FROM bills
        WHERE company_id = $1 AND vendor_id = $2 AND state = 'draft' AND deleted_at IS NULL) drafts,
       (SELECT coalesce(sum(p.amount_cents), 0)::bigint AS cents FROM bill_payments p
        WHERE p.company_id = $1 AND p.vendor_id = $2 AND p.paid_on >= $4 AND NOT EXISTS (
          SELECT FROM bill_payment_reversals r WHERE r.company_id = p.company_id AND r.payment_id = p.id)) paid`
