import { checkRevision } from '#platform/database/revision.ts'
import { command } from '#platform/operation.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../contract.ts'
import { loadClientForUpdate, saveClient } from './store.ts'
import { toClient } from './to-client.ts'

export const archiveClient = command({
  name: 'clients.archive',
  needs: 'clients:write',
  input: contract.archiveClient.input,
  run: (scope, { clientId }) => setArchived(scope, clientId, true),
})

export const unarchiveClient = command({
  name: 'clients.unarchive',
  needs: 'clients:write',
  input: contract.unarchiveClient.input,
  run: (scope, { clientId }) => setArchived(scope, clientId, false),
})

/** Twice is as good as once. */
async function setArchived(scope: Scope, clientId: string, archived: boolean): Promise<contract.Client> {
  const row = await loadClientForUpdate(scope, clientId)
  const before = toClient(row)
  checkRevision(scope, before)
  if ((row.archivedAt !== null) === archived) return before
  const after = toClient(await saveClient(scope, row, { archivedAt: archived ? scope.now : null }))
  audit(scope, { subjectType: 'client', subjectId: clientId, before, after })
  signal(scope, 'clients', clientId)
  return after
}
