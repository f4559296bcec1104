import { z } from 'zod'
import { InstantSchema, PlainDateSchema } from '#kernel/calendar.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { Id } from '#kernel/ids.ts'
import { listInput, pageOf, sortBy } from '#kernel/paging.ts'
import { optionalText } from '#kernel/text.ts'
import { eventTypes } from './domain/events.ts'

export const webhooksMax = 20
export const replayedMax = 1000

export const Webhook = z.object({
  id: Id,
  url: z.string(),
  description: z.string().nullable(),
  eventTypes: z.array(z.enum(eventTypes)),
  enabled: z.boolean(),
  /** Why it was switched off by itself: it failed for days, or said that it is gone. */
  disabledReason: z.enum(['failing', 'gone']).nullable(),
  /** Since when nothing arrived there. */
  failingSince: InstantSchema.nullable(),
  /** The secret before the last one signs, too, until then. */
  previousSecretUntil: InstantSchema.nullable(),
  revision: z.number().int(),
  createdAt: InstantSchema,
})
export type Webhook = z.output<typeof Webhook>

export const deliveryStates = ['pending', 'succeeded', 'failed'] as const

export const WebhookDelivery = z.object({
  id: Id,
  /** The id of the message, `webhook-id`; the same for every try. */
  eventId: Id,
  eventType: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  createdAt: InstantSchema,
  nextAttemptAt: InstantSchema.nullable(),
  lastStatus: z.number().int().nullable(),
})
export type WebhookDelivery = z.output<typeof WebhookDelivery>

export const WebhookAttempt = z.object({
  attempt: z.number().int(),
  attemptedAt: InstantSchema,
  /** Null when there was no answer; `error` says why. */
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  ms: z.number().int(),
  /** The beginning of what came back. */
  answer: z.string(),
})
export type WebhookAttempt = z.output<typeof WebhookAttempt>

const address = z
  .string('Enter an address.')
  .trim()
  .min(1, 'Enter an address.')
  .max(2000, 'Use at most 2000 characters.')
const types = z.array(z.enum(eventTypes)).min(1, 'Choose at least one event.').max(eventTypes.length)
const one = z.object({ webhookId: Id })

export const listWebhooks = endpoint({
  method: 'GET',
  path: '/webhooks',
  area: 'company',
  summary: 'Addresses that are told what happens here',
  input: z.object({}),
  answer: z.object({ items: z.array(Webhook) }),
})

export const readWebhook = endpoint({
  method: 'GET',
  path: '/webhooks/:webhookId',
  area: 'company',
  summary: 'One address, and what it is told',
  input: one,
  answer: Webhook,
})

export const createWebhook = endpoint({
  method: 'POST',
  path: '/webhooks',
  area: 'company',
  summary: 'Tell an address what happens; the secret of its signatures is in the answer and nowhere else',
  creates: true,
  input: z.object({
    id: Id.optional(),
    url: address,
    description: optionalText(200).default(null),
    eventTypes: types,
  }),
  answer: z.object({ webhook: Webhook, secret: z.string() }),
})

export const updateWebhook = endpoint({
  method: 'PATCH',
  path: '/webhooks/:webhookId',
  area: 'company',
  summary: 'Change an address, what it is told, or whether',
  input: one.extend({
    url: address.optional(),
    description: optionalText(200).optional(),
    eventTypes: types.optional(),
    enabled: z.boolean().optional(),
  }),
  answer: Webhook,
})

export const deleteWebhook = endpoint({
  method: 'DELETE',
  path: '/webhooks/:webhookId',
  area: 'company',
  summary: 'Tell an address nothing any more',
  input: one,
  answer: Webhook,
})

export const rotateWebhookSecret = endpoint({
  method: 'POST',
  path: '/webhooks/:webhookId/rotate-secret',
  area: 'company',
  summary: 'A new secret; the old one signs beside it for a day',
  input: one,
  answer: z.object({ webhook: Webhook, secret: z.string() }),
})

export const testWebhook = endpoint({
  method: 'POST',
  path: '/webhooks/:webhookId/test',
  area: 'company',
  summary: 'Send a message that says nothing, to see whether it arrives',
  input: one,
  answer: WebhookDelivery,
})

export const replayFailed = endpoint({
  method: 'POST',
  path: '/webhooks/:webhookId/replay',
  area: 'company',
  summary: `Send everything again that failed since a day, at most ${replayedMax} messages at once`,
  input: one.extend({ since: PlainDateSchema }),
  answer: z.object({ replayed: z.number().int() }),
})

export const listWebhookDeliveries = endpoint({
  method: 'GET',
  path: '/webhooks/:webhookId/deliveries',
  area: 'company',
  summary: 'What was sent to an address, latest first',
  input: one.extend({
    ...listInput,
    sort: sortBy('-createdAt', 'createdAt'),
    state: z.enum(deliveryStates).optional(),
  }),
  answer: pageOf(WebhookDelivery),
})

export const readWebhookDelivery = endpoint({
  method: 'GET',
  path: '/webhooks/:webhookId/deliveries/:deliveryId',
  area: 'company',
  summary: 'One message with every try',
  input: one.extend({ deliveryId: Id }),
  answer: WebhookDelivery.extend({ body: z.string(), tries: z.array(WebhookAttempt) }),
})

export const replayDelivery = endpoint({
  method: 'POST',
  path: '/webhooks/:webhookId/deliveries/:deliveryId/replay',
  area: 'company',
  summary: 'Send one message again',
  input: one.extend({ deliveryId: Id }),
  answer: WebhookDelivery,
})
