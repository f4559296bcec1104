import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { checkNamed } from '../domain/index.ts'
import { type ClientFields, loadClientForUpdate, saveClient } from './store.ts'
import { toClient } from './to-client.ts'

export const updateClient = command({
  name: 'clients.update',
  needs: 'clients:write',
  input: contract.updateClient.input,
  async run(scope, { clientId, ...change }) {
    const row = await loadClientForUpdate(scope, clientId)
    const before = toClient(row)
    checkRevision(scope, before)
    checkNamed({ ...row, ...(change as Partial<ClientFields>) })
    const after = toClient(await saveClient(scope, row, change as Partial<ClientFields>))
    audit(scope, { subjectType: 'client', subjectId: clientId, before, after })
    signal(scope, 'clients', clientId)
    return after
  },
})
