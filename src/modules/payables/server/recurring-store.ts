import { and, asc, eq } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { Refusal } from '#kernel/refusal.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import type { RecurringBill } from '../contract.ts'
import { recurringBillLines, recurringBills } from './tables.ts'
import { vendorNames } from './vendor-store.ts'

export type PlanRow = typeof recurringBills.$inferSelect
export type PlanLineRow = Omit<typeof recurringBillLines.$inferSelect, 'companyId' | 'recurringBillId'>
export type PlanFields = Pick<
  PlanRow,
  | 'vendorId'
  | 'name'
  | 'state'
  | 'frequency'
  | 'every'
  | 'dayOfMonth'
  | 'startsOn'
  | 'endsOn'
  | 'nextRunOn'
  | 'dueDays'
  | 'posts'
  | 'notes'
  | 'totalCents'
>

const one = (scope: Scope, id: string) => and(eq(recurringBills.companyId, scope.companyId), eq(recurringBills.id, id))

/** Refuses `not_found`. */
export async function loadPlan(scope: Scope, id: string): Promise<PlanRow> {
  const [row] = await scope.tx.select().from(recurringBills).where(one(scope, id))
  if (!row) throw new Refusal('not_found')
  return row
}

/** The same, locked until the transaction ends: whoever makes its bills comes one after the other. */
export async function loadPlanForUpdate(scope: Scope, id: string): Promise<PlanRow> {
  const [row] = await scope.tx.select().from(recurringBills).where(one(scope, id)).for('no key update')
  if (!row) throw new Refusal('not_found')
  return row
}

export async function loadPlanLines(scope: Scope, planId: string): Promise<PlanLineRow[]> {
  const of = recurringBillLines
  const rows = await scope.tx
    .select()
    .from(of)
    .where(and(eq(of.companyId, scope.companyId), eq(of.recurringBillId, planId)))
    .orderBy(asc(of.position))
  return rows.map(({ companyId: _company, recurringBillId: _plan, ...line }) => line)
}

export async function insertPlan(
  scope: Scope,
  id: string,
  fields: PlanFields,
  lines: readonly PlanLineRow[],
): Promise<PlanRow> {
  const { companyId, now } = scope
  const [row] = await scope.tx
    .insert(recurringBills)
    .values({ companyId, id, ...fields, createdBy: authorOf(scope), createdAt: now, updatedAt: now })
    .returning()
  await insertLines(scope, id, lines)
  return present(row)
}

/** Saves over the row that was loaded for update, as its next revision; lines that are given replace the old ones. */
export async function savePlan(
  scope: Scope,
  before: PlanRow,
  change: Partial<PlanFields & Pick<PlanRow, 'problem'>>,
  lines?: readonly PlanLineRow[],
): Promise<PlanRow> {
  if (lines) {
    const of = recurringBillLines
    await scope.tx.delete(of).where(and(eq(of.companyId, scope.companyId), eq(of.recurringBillId, before.id)))
    await insertLines(scope, before.id, lines)
  }
  const [row] = await scope.tx
    .update(recurringBills)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(one(scope, before.id))
    .returning()
  return present(row)
}

async function insertLines(scope: Scope, recurringBillId: string, lines: readonly PlanLineRow[]): Promise<void> {
  await scope.tx
    .insert(recurringBillLines)
    .values(lines.map((line) => ({ companyId: scope.companyId, recurringBillId, ...line })))
}

/** Rows as the contract shows a recurring bill. */
export async function answerPlan(scope: Scope, row: PlanRow, lines: readonly PlanLineRow[]): Promise<RecurringBill> {
  const { companyId: _company, sortName: _sort, createdBy: _author, ...plan } = row
  const names = await vendorNames(scope, [row.vendorId])
  return {
    ...plan,
    vendorName: names.get(row.vendorId) ?? '',
    lines: lines.map(({ position: _position, ...line }) => line),
  }
}
