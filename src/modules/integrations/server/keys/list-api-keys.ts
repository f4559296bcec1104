import { query } from '#platform/operation.ts'
import * as contract from '../../contract.ts'
import { pageOfKeys } from '../key-store.ts'

export const listApiKeys = query({
  name: 'integrations.listApiKeys',
  needs: 'integrations:manage',
  input: contract.listApiKeys.input,
  run: pageOfKeys,
})
