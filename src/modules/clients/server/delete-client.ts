import { Refusal } from '#kernel/refusal.ts'
import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { isClientUsed } from './queries.ts'
import { loadClientForDelete, saveClient } from './store.ts'
import { toClient } from './to-client.ts'

export const deleteClient = command({
  name: 'clients.delete',
  needs: 'clients:write',
  input: contract.deleteClient.input,
  async run(scope, { clientId }) {
    const row = await loadClientForDelete(scope, clientId)
    const before = toClient(row)
    checkRevision(scope, before)
    if (await isClientUsed(scope, clientId)) throw new Refusal('client_kept')
    await saveClient(scope, row, { deletedAt: scope.now })
    audit(scope, { subjectType: 'client', subjectId: clientId, before })
    signal(scope, 'clients', clientId)
    return null
  },
})
