import { addDays } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import { companyToday } from '#modules/companies/server/index.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import { usualTermsDays } from '../contract.ts'
import { type BillLineRow, type BillRow, insertBill } from './bill-store.ts'
import { type BillForm, buildBill } from './build-bill.ts'
import { audited } from './to-bill.ts'
import { loadVendor } from './vendor-store.ts'

type Start = { id?: string | undefined; billedOn?: string | undefined; dueOn?: string | undefined } & Omit<
  BillForm,
  'billedOn' | 'dueOn'
>

/** Who made it, when no person did: a recurring bill and the day that it was due to be made. */
type Plan = { recurringBillId: string; plannedOn: string; keptAccounts: ReadonlySet<string> }

/** A new draft. Dates that are not said are today and the terms of the vendor. Refuses `vendor_archived` to people. */
export async function startBill(
  scope: Scope,
  { id = newId(), billedOn, dueOn, ...form }: Start,
  plan?: Plan,
): Promise<{ row: BillRow; lines: BillLineRow[] }> {
  const vendor = await loadVendor(scope, form.vendorId)
  if (vendor.archivedAt !== null && !plan) throw new Refusal('vendor_archived')
  const from = billedOn ?? (await companyToday(scope))
  const due = dueOn ?? addDays(from, vendor.paymentTermsDays ?? usualTermsDays)
  const { fields, lines } = await buildBill(scope, { ...form, billedOn: from, dueOn: due }, plan?.keptAccounts)
  const planned = plan ? { recurringBillId: plan.recurringBillId, plannedOn: plan.plannedOn } : {}
  const row = await insertBill(scope, { id, ...fields, ...planned }, lines)
  audit(scope, { subjectType: 'bill', subjectId: id, after: audited(row, lines) })
  signal(scope, 'bills', id)
  return { row, lines }
}
