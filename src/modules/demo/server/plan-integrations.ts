import { addDays } from '#kernel/calendar.ts'
import * as calls from '../contract-calls.ts'
import type { Planning } from './planning.ts'
import { type Phase, step } from './step.ts'

/**
 * Keys whose secrets nobody has kept, one of them revoked, and a webhook that is switched off at once, so that the demo
 * calls nobody; and something that was deleted, to be brought back.
 */
export function planIntegrations({ story, id, when, today }: Planning): Phase {
  if (story.key !== 'maple') return { inOrder: true, steps: [] }
  const at = (days: number, time: string) => when(addDays(today, -days), time, story.owner)
  const [key, old, webhook, item] = [id('api-key'), id('api-key-old'), id('webhook'), id('item-gone')]
  return {
    inOrder: true,
    steps: [
      step('api-key-old', at(90, '09:10'), calls.createApiKey, {
        ...{ id: old, name: 'Spreadsheet import (2024)', scopes: ['clients:read', 'time:own'] },
      }),
      step('api-key-old-revoked', at(30, '09:40'), calls.revokeApiKey, { apiKeyId: old }),
      step('api-key', at(30, '09:45'), calls.createApiKey, {
        ...{ id: key, name: 'Reporting dashboard', scopes: ['clients:read', 'documents:read', 'payments:read'] },
        expiresOn: addDays(today, 335),
      }),
      step('webhook', at(29, '11:00'), calls.createWebhook, {
        ...{ id: webhook, url: 'https://example.com/hooks/ez360', description: 'Tells the team chat about payments' },
        eventTypes: ['invoice.sent', 'invoice.paid', 'payment.recorded'],
      }),
      step('webhook-off', at(29, '11:01'), calls.updateWebhook, { webhookId: webhook, enabled: false }),
      step('item-gone', at(12, '14:00'), calls.createCatalogItem, {
        ...{ id: item, name: 'Flyer package', unitPriceCents: 45_000, unit: 'fixed' },
      }),
      step('item-gone-deleted', at(3, '16:30'), calls.deleteCatalogItem, { itemId: item }),
    ],
  }
}
