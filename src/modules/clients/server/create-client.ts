import { newId } from '#kernel/ids.ts'
import { command } from '#platform/operation.ts'
import { announce, audit, signal } from '#platform/record.ts'
import * as contract from '../contract.ts'
import { insertClient } from './store.ts'
import { toClient } from './to-client.ts'

export const createClient = command({
  name: 'clients.create',
  needs: 'clients:write',
  input: contract.createClient.input,
  async run(scope, { id = newId(), ...fields }) {
    const client = toClient(await insertClient(scope, id, fields))
    audit(scope, { subjectType: 'client', subjectId: id, after: client })
    signal(scope, 'clients', id)
    announce(scope, 'client_created', { clientId: id, displayName: client.displayName })
    return client
  },
})
