import { present } from '#kernel/assert.ts'
import { clientNames } from '#modules/clients/server/index.ts'
import { projectNames } from '#modules/projects/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Plan } from '../contract.ts'
import { upcoming } from '../domain/plan.ts'
import { loadPlanLines, type PlanLine, type PlanRow } from './store.ts'

/** A plan as the contract shows it. */
export async function toPlan(scope: Scope, row: PlanRow, lines?: PlanLine[]): Promise<Plan> {
  const clients = await clientNames(scope, [row.clientId])
  const projects = await projectNames(scope, row.projectId ? [row.projectId] : [])
  const {
    companyId: _company,
    sortName: _sort,
    discountKind: _kind,
    discountPercent: _percent,
    discountFixedCents: _fixed,
    createdAt: _created,
    updatedAt: _updated,
    deletedAt: _deleted,
    ...rest
  } = row
  return {
    ...rest,
    clientName: clients.get(row.clientId) ?? '',
    projectName: row.projectId ? (projects.get(row.projectId) ?? null) : null,
    discount: planDiscount(row),
    lines: lines ?? (await loadPlanLines(scope, row.id)),
    upcoming: upcoming(row, row.nextRunOn, 3),
  }
}

export function planDiscount(row: PlanRow): Plan['discount'] {
  if (row.discountKind === 'percent') return { kind: 'percent', percent: present(row.discountPercent) }
  if (row.discountKind === 'fixed') return { kind: 'fixed', cents: present(row.discountFixedCents) }
  return { kind: 'none' }
}

/** What the audit log keeps of a plan. */
export function audited(row: PlanRow): object {
  const { name, state, clientId, frequency, every, dayOfMonth, nextRunOn, endOn, autoSend, totalCents, failure } = row
  return { name, state, clientId, frequency, every, dayOfMonth, nextRunOn, endOn, autoSend, totalCents, failure }
}
