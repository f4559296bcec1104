import { query } from '#platform/operation.ts'
import * as contract from '../../contract.ts'
import { pageOfKeys } from '../key-store.ts'

/** Without the plan for it, too: keys are seen and revoked after a change to a smaller one. */
export const listApiKeys = query({
  name: 'integrations.listApiKeys',
  needs: 'integrations:manage',
  input: contract.listApiKeys.input,
  run: pageOfKeys,
})
