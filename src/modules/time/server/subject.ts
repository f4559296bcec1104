import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadCatalogItem } from '#modules/catalog/server/index.ts'
import { loadProject } from '#modules/projects/server/index.ts'
import type { Scope } from '#platform/scope.ts'
import type { Subject } from '../domain/timer.ts'

type Change = { [field in keyof Subject]?: Subject[field] | undefined }

/** A subject with what follows from it. */
export type Resolved = Subject & { clientId: string | null; hourly: boolean }

/** Where nothing is chosen yet. */
export const nothing: Resolved = {
  projectId: null,
  catalogItemId: null,
  serviceName: null,
  notes: null,
  clientId: null,
  hourly: false,
}

/**
 * What time is for, after a change. The client follows from the project, the service's name from the catalog, where it
 * stays as it is now; a free name lets go of the catalog item. Only what changes is checked: the project must be the
 * actor's (`not_found`) and open (`project_not_open`), the service one that is offered.
 */
export async function resolveSubject<S extends Resolved>(scope: Scope, current: S, change: Change): Promise<S> {
  const next = { ...current }
  if (change.notes !== undefined) next.notes = change.notes
  if (change.projectId !== undefined && change.projectId !== current.projectId) {
    Object.assign(next, { projectId: change.projectId, ...(await ofProject(scope, change.projectId)) })
  }
  if (change.catalogItemId) {
    const item = await loadCatalogItem(scope, change.catalogItemId)
    const same = item.id === current.catalogItemId
    if (!same && (!item.active || item.itemType !== 'service')) throw refuseField('catalogItemId', 'Choose a service.')
    next.catalogItemId = item.id
    next.serviceName = change.serviceName ?? (same ? current.serviceName : item.name)
  } else if (change.catalogItemId === null || change.serviceName !== undefined) {
    next.catalogItemId = null
    next.serviceName = change.serviceName ?? null
  }
  return next
}

async function ofProject(scope: Scope, projectId: string | null): Promise<Pick<Resolved, 'clientId' | 'hourly'>> {
  if (projectId === null) return { clientId: null, hourly: false }
  const project = await loadProject(scope, projectId)
  if (project.state !== 'active' && project.state !== 'on_hold') throw new Refusal('project_not_open')
  return { clientId: project.clientId, hourly: project.billingType === 'hourly' }
}
