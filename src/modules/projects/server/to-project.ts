import { may } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import type { Project } from '../contract.ts'
import { loadMemberIds, loadProjectServices, type ProjectRow } from './store.ts'

/** A row with its people and services, as callers and the audit log see it. */
export async function toProject(scope: Scope, row: ProjectRow): Promise<Project> {
  const { companyId: _company, sortName: _sort, searchText: _search, deletedAt: _gone, ...project } = row
  const memberIds = await loadMemberIds(scope, row.id)
  const services = await loadProjectServices(scope, row.id)
  const hidden = { hourlyRateCents: null, flatFeeCents: null, budgetCents: null }
  return { ...project, ...(may(scope, 'documents:read') ? {} : hidden), memberIds, services }
}
