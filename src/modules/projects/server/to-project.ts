import { isAllowed, type Permission } from '#kernel/permissions.ts'
import type { Scope } from '#platform/scope.ts'
import type { Project } from '../contract.ts'
import { loadMemberIds, loadProjectServices, type ProjectRow } from './store.ts'

/** Whether the actor may see what a permission covers, beside what the operation itself needs. */
export function sees({ actor }: Scope, permission: Permission): boolean {
  return actor.kind === 'system' || (actor.kind === 'member' && isAllowed(actor, permission))
}

/** A row with its people and services, as callers and the audit log see it. */
export async function toProject(scope: Scope, row: ProjectRow): Promise<Project> {
  const { companyId: _company, sortName: _sort, searchText: _search, deletedAt: _gone, ...project } = row
  const memberIds = await loadMemberIds(scope, row.id)
  const services = await loadProjectServices(scope, row.id)
  const hidden = { hourlyRateCents: null, flatFeeCents: null, budgetCents: null }
  return { ...project, ...(sees(scope, 'documents:read') ? {} : hidden), memberIds, services }
}
