import { newId } from '#kernel/ids.ts'
import { refuseField } from '#kernel/refusal.ts'
import { loadClient } from '#modules/clients/server/index.ts'
import { companyToday, takeNextNumber } from '#modules/companies/server/index.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { settleTerms } from '../domain/index.ts'
import { insertProject, isNumberTaken } from './store.ts'
import { assignMembers, setServices } from './team-and-offer.ts'
import { toProject } from './to-project.ts'

export const createProject = command({
  name: 'projects.create',
  needs: 'projects:write',
  input: contract.createProject.input,
  async run(scope, { id = newId(), memberIds, services, number, ...fields }) {
    const client = await loadClient(scope, fields.clientId)
    if (client.archivedAt !== null) throw refuseField('clientId', 'This client is archived. Bring it back first.')
    const terms = settleTerms(fields)
    const row = await insertProject(scope, id, { ...terms, number: number ?? (await nextNumber(scope)) })
    await assignMembers(scope, id, memberIds)
    await setServices(scope, id, services)
    const project = await toProject(scope, row)
    audit(scope, { subjectType: 'project', subjectId: id, after: project })
    signal(scope, 'projects', id)
    return project
  },
})

/** The next number that nobody took by hand. */
async function nextNumber(scope: Scope): Promise<string> {
  const today = await companyToday(scope)
  for (;;) {
    const { number } = await takeNextNumber(scope, 'project', today)
    if (!(await isNumberTaken(scope, number))) return number
  }
}
