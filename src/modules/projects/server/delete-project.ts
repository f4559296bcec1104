import { Refusal } from '#kernel/refusal.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { isProjectUsed } from './queries.ts'
import { loadProjectForDelete, saveProject } from './store.ts'
import { toProject } from './to-project.ts'

export const deleteProject = command({
  name: 'projects.delete',
  needs: 'projects:write',
  input: contract.deleteProject.input,
  async run(scope, { projectId }) {
    const row = await loadProjectForDelete(scope, projectId)
    const before = await toProject(scope, row)
    checkRevision(scope, before)
    if (await isProjectUsed(scope, projectId)) throw new Refusal('project_kept')
    await saveProject(scope, row, { deletedAt: scope.now })
    audit(scope, { subjectType: 'project', subjectId: projectId, before })
    signal(scope, 'projects', projectId)
    return null
  },
})
