import { type Route, route } from '#platform/operation.ts'
import * as contract from '../contract.ts'
import { createApiKey } from './keys/create-api-key.ts'
import { listApiKeys } from './keys/list-api-keys.ts'
import { revokeApiKey } from './keys/revoke-api-key.ts'
import {
  listWebhookDeliveries,
  readWebhookDelivery,
  replayDelivery,
  replayFailed,
  testWebhook,
} from './webhooks/deliveries.ts'
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  readWebhook,
  rotateWebhookSecret,
  updateWebhook,
} from './webhooks/webhooks.ts'

export const routes: Route[] = [
  route(contract.listApiKeys, listApiKeys),
  route(contract.createApiKey, createApiKey),
  route(contract.revokeApiKey, revokeApiKey),
  route(contract.listWebhooks, listWebhooks),
  route(contract.readWebhook, readWebhook),
  route(contract.createWebhook, createWebhook),
  route(contract.updateWebhook, updateWebhook),
  route(contract.deleteWebhook, deleteWebhook),
  route(contract.rotateWebhookSecret, rotateWebhookSecret),
  route(contract.testWebhook, testWebhook),
  route(contract.replayFailed, replayFailed),
  route(contract.listWebhookDeliveries, listWebhookDeliveries),
  route(contract.readWebhookDelivery, readWebhookDelivery),
  route(contract.replayDelivery, replayDelivery),
]
