import { Refusal, refuseField } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { settleTerms } from '../domain/index.ts'
import { isProjectUsed } from './queries.ts'
import {
  loadProjectForDelete,
  loadProjectForUpdate,
  type ProjectFields,
  type ProjectRow,
  saveProject,
} from './store.ts'
import { assignMembers, setServices } from './team-and-offer.ts'
import { toProject } from './to-project.ts'

export const updateProject = command({
  name: 'projects.update',
  needs: 'projects:write',
  input: contract.updateProject.input,
  async run(scope, { projectId, memberIds, services, ...change }) {
    const moving = change.clientId !== undefined
    const row = await (moving ? loadProjectForDelete : loadProjectForUpdate)(scope, projectId)
    const before = await toProject(scope, row)
    checkRevision(scope, before)
    if (moving && change.clientId !== row.clientId) await checkMove(scope, row, change.clientId ?? '')
    const { hourlyRateCents, flatFeeCents } = settleTerms({ ...row, ...(change as Partial<ProjectFields>) })
    const fields = { ...(change as Partial<ProjectFields>), hourlyRateCents, flatFeeCents }
    const saved = await saveProject(scope, row, fields)
    if (memberIds) await assignMembers(scope, projectId, memberIds)
    if (services) await setServices(scope, projectId, services)
    const after = await toProject(scope, saved)
    audit(scope, { subjectType: 'project', subjectId: projectId, before, after })
    signal(scope, 'projects', projectId)
    return after
  },
})

/** Time entries and documents carry the client too, so a project that has some does not move to another. */
async function checkMove(scope: Scope, row: ProjectRow, clientId: string): Promise<void> {
  const client = await loadClient(scope, clientId)
  if (client.archivedAt !== null) throw refuseField('clientId', 'This client is archived. Bring it back first.')
  if (await isProjectUsed(scope, row.id)) throw new Refusal('project_client_kept')
}
