import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { loadProjectForUpdate, saveProject } from './store.ts'
import { toProject } from './to-project.ts'

/** Any state may follow any other; the same again changes nothing. */
export const changeProjectState = command({
  name: 'projects.changeState',
  needs: 'projects:write',
  input: contract.changeProjectState.input,
  async run(scope, { projectId, state }) {
    const row = await loadProjectForUpdate(scope, projectId)
    const before = await toProject(scope, row)
    checkRevision(scope, before)
    if (row.state === state) return before
    const { revision, updatedAt } = await saveProject(scope, row, { state })
    const after = { ...before, state, revision, updatedAt }
    audit(scope, { subjectType: 'project', subjectId: projectId, before, after })
    signal(scope, 'projects', projectId)
    return after
  },
})
