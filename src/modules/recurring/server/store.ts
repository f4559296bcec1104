import { and, asc, eq, isNull } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Scope } from '#platform/scope.ts'
import type { PlanLineInput } from '../contract.ts'
import { recurringPlanLines, recurringPlans } from './tables.ts'

export type PlanRow = typeof recurringPlans.$inferSelect
export type PlanLine = Omit<typeof recurringPlanLines.$inferSelect, 'companyId' | 'planId' | 'position'>
export type PlanFields = Omit<
  PlanRow,
  'companyId' | 'id' | 'sortName' | 'revision' | 'createdAt' | 'updatedAt' | 'deletedAt'
>

const living = (scope: Scope, id: string) =>
  and(eq(recurringPlans.companyId, scope.companyId), eq(recurringPlans.id, id), isNull(recurringPlans.deletedAt))

export async function loadPlan(scope: Scope, id: string): Promise<PlanRow> {
  const [row] = await scope.tx.select().from(recurringPlans).where(living(scope, id))
  if (!row) throw new Refusal('not_found')
  return row
}

/** The same, locked: whoever runs a plan meets others here. */
export async function loadPlanForUpdate(scope: Scope, id: string): Promise<PlanRow> {
  const [row] = await scope.tx.select().from(recurringPlans).where(living(scope, id)).for('update')
  if (!row) throw new Refusal('not_found')
  return row
}

export async function loadPlanLines(scope: Scope, planId: string): Promise<PlanLine[]> {
  const rows = await scope.tx
    .select()
    .from(recurringPlanLines)
    .where(and(eq(recurringPlanLines.companyId, scope.companyId), eq(recurringPlanLines.planId, planId)))
    .orderBy(asc(recurringPlanLines.position))
  return rows.map(({ companyId: _company, planId: _plan, position: _position, ...line }) => line)
}

export async function insertPlan(scope: Scope, id: string, fields: PlanFields): Promise<PlanRow> {
  const [row] = await scope.tx
    .insert(recurringPlans)
    .values({ companyId: scope.companyId, id, ...fields, createdAt: scope.now, updatedAt: scope.now })
    .returning()
  return present(row)
}

/** Saves over the row that was loaded for update, as its next revision. */
export async function savePlan(
  scope: Scope,
  before: PlanRow,
  change: Partial<PlanFields & Pick<PlanRow, 'deletedAt'>>,
): Promise<PlanRow> {
  const [row] = await scope.tx
    .update(recurringPlans)
    .set({ ...change, revision: before.revision + 1, updatedAt: scope.now })
    .where(and(eq(recurringPlans.companyId, scope.companyId), eq(recurringPlans.id, before.id)))
    .returning()
  return present(row)
}

export async function replaceLines(scope: Scope, planId: string, lines: readonly PlanLineInput[]): Promise<PlanLine[]> {
  const { companyId } = scope
  await scope.tx
    .delete(recurringPlanLines)
    .where(and(eq(recurringPlanLines.companyId, companyId), eq(recurringPlanLines.planId, planId)))
  const kept = lines.map((line) => ({ ...line, id: line.id ?? newId() }))
  await scope.tx
    .insert(recurringPlanLines)
    .values(kept.map((line, at) => ({ companyId, planId, ...line, position: at + 1 })))
  return kept
}
