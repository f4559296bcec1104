import { clientNames } from '#modules/clients/server/index.ts'
import { memberNames } from '#modules/companies/server/index.ts'
import { may } from '#platform/actor.ts'
import { query } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { findProjectPage, loadProjectFigures, loadProjectProfit } from './queries.ts'
import { loadMemberIds, loadProject } from './store.ts'
import { toProject } from './to-project.ts'

export const listProjects = query({
  name: 'projects.list',
  needs: 'projects:assigned',
  input: contract.listProjects.input,
  run: findProjectPage,
})

export const readProject = query({
  name: 'projects.read',
  needs: 'projects:assigned',
  input: contract.readProject.input,
  run: async (scope, { projectId }) => toProject(scope, await loadProject(scope, projectId)),
})

export const readProjectOverview = query({
  name: 'projects.overview',
  needs: 'projects:assigned',
  input: contract.readProjectOverview.input,
  async run(scope, { projectId }): Promise<contract.ProjectOverview> {
    const { clientId } = await loadProject(scope, projectId)
    const clients = await clientNames(scope, [clientId])
    const memberIds = await loadMemberIds(scope, projectId)
    const names = await memberNames(scope, memberIds)
    const { loggedMinutes, unbilledMinutes, ...money } = await loadProjectFigures(scope, projectId)
    const hidden = { loggedCents: null, unbilledCents: null, invoicedCents: null, receivedCents: null }
    return {
      clientName: clients.get(clientId) ?? '',
      members: memberIds.map((id) => ({ id, name: names.get(id) ?? '' })).sort((a, b) => a.name.localeCompare(b.name)),
      loggedMinutes,
      unbilledMinutes,
      ...(may(scope, 'documents:read') ? money : hidden),
      profitCents: may(scope, 'financials:read') ? await loadProjectProfit(scope, projectId) : null,
    }
  },
})
