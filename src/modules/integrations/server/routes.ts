import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { createApiKey } from './keys/create-api-key.ts'
import { listApiKeys } from './keys/list-api-keys.ts'
import { revokeApiKey } from './keys/revoke-api-key.ts'

export const routes: Route[] = [
  route(contract.listApiKeys, listApiKeys),
  route(contract.createApiKey, createApiKey),
  route(contract.revokeApiKey, revokeApiKey),
]
