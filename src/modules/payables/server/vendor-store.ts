import { and, eq, inArray } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import type { Vendor } from '../contract.ts'
import { vendors } from './tables.ts'

export type VendorRow = typeof vendors.$inferSelect
/** What commands may write; the rest belongs to the database. */
export type VendorFields = Pick<
  VendorRow,
  | 'name'
  | 'email'
  | 'phone'
  | 'addressLine1'
  | 'addressLine2'
  | 'city'
  | 'region'
  | 'postalCode'
  | 'country'
  | 'taxId'
  | 'paymentTermsDays'
  | 'defaultExpenseAccountId'
  | 'notes'
>

const one = (scope: Scope, id: string) => and(eq(vendors.companyId, scope.companyId), eq(vendors.id, id))

/** The vendor, archived or not. Refuses `not_found`. */
export async function loadVendor(scope: Scope, id: string): Promise<VendorRow> {
  const [found] = await scope.tx.select().from(vendors).where(one(scope, id))
  if (!found) throw new Refusal('not_found')
  return found
}

/** The same, locked until the transaction ends. */
export async function loadVendorForUpdate(scope: Scope, id: string): Promise<VendorRow> {
  const [found] = await scope.tx.select().from(vendors).where(one(scope, id)).for('no key update')
  if (!found) throw new Refusal('not_found')
  return found
}

/** Vendor id → name. */
export async function vendorNames(scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await scope.tx
    .select({ id: vendors.id, name: vendors.name })
    .from(vendors)
    .where(and(eq(vendors.companyId, scope.companyId), inArray(vendors.id, wanted)))
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function insertVendor(scope: Scope, id: string, fields: VendorFields): Promise<VendorRow> {
  const [row] = await scope.tx
    .insert(vendors)
    .values({ companyId: scope.companyId, id, ...fields, createdAt: scope.now, updatedAt: scope.now })
    .returning()
  return present(row)
}

/** Saves over the row that was loaded for update, as its next revision. */
export async function saveVendor(
  scope: Scope,
  before: VendorRow,
  change: Partial<VendorFields & Pick<VendorRow, 'archivedAt'>>,
): Promise<VendorRow> {
  const [row] = await scope.tx
    .update(vendors)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(one(scope, before.id))
    .returning()
  return present(row)
}

/** A row as callers and the audit log see it. */
export function toVendor({ companyId: _company, sortName: _sort, searchText: _search, ...vendor }: VendorRow): Vendor {
  return vendor
}
