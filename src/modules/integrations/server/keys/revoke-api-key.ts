import { command } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import * as contract from '../../contract.ts'
import { loadKey, markRevoked } from '../key-store.ts'

/** Works for keys of everybody, whatever their state; a key that was revoked before stays as it is. */
export const revokeApiKey = command({
  name: 'integrations.revokeApiKey',
  needs: 'integrations:manage',
  evenReadOnly: true,
  input: contract.revokeApiKey.input,
  async run(scope, { apiKeyId }) {
    const before = await loadKey(scope, apiKeyId)
    const after = await markRevoked(scope, apiKeyId)
    audit(scope, { subjectType: 'apiKey', subjectId: apiKeyId, before, after })
    return after
  },
})
