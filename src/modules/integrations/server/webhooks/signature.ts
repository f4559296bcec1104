import { createHmac, randomBytes } from 'node:crypto'
import { present } from '#kernel/assert.ts'
import { addSeconds, type Instant, secondsBetween } from '#kernel/calendar.ts'
import { seal, unseal } from '#platform/seal.ts'
import type { Settings } from '#platform/settings.ts'

// Standard Webhooks 1.0: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
const mark = 'whsec_'
const epoch = '1970-01-01T00:00:00.000000Z'
/** How long the secret before the last one signs beside it. */
export const overlapSeconds = 24 * 60 * 60

type Sealed = {
  secretSealed: string
  previousSecretSealed: string | null
  previousSecretUntil: Instant | null
}

const sealing = (settings: Settings) =>
  ({
    secret: present(settings.secret, 'the settings have a secret once the process runs'),
    purpose: 'webhooks',
  }) as const

/** 256 bits. The person sees it once; the row has it sealed, because every message is signed with it. */
export function newWebhookSecret(settings: Settings): { secret: string; secretSealed: string } {
  const secret = mark + randomBytes(32).toString('base64')
  return { secret, secretSealed: seal(sealing(settings), Buffer.from(secret)) }
}

/** The old secret goes on signing for a day, so that the receiver can change over without losing a message. */
export function rotated(settings: Settings, before: Sealed, now: Instant) {
  return {
    ...newWebhookSecret(settings),
    previousSecretSealed: before.secretSealed,
    previousSecretUntil: addSeconds(now, overlapSeconds),
  }
}

/** The headers that prove who sent a message, when, and that nobody changed it. */
export function signatureHeaders(settings: Settings, endpoint: Sealed, messageId: string, now: Instant, body: string) {
  const timestamp = String(Math.floor(secondsBetween(epoch, now)))
  const secrets = [endpoint.secretSealed]
  if (endpoint.previousSecretSealed !== null && (endpoint.previousSecretUntil ?? '') > now)
    secrets.push(endpoint.previousSecretSealed)
  const signed = `${messageId}.${timestamp}.${body}`
  const signatures = secrets.map((sealed) => {
    const plain = present(unseal(sealing(settings), sealed), 'a secret of a webhook opens with EZ360_SECRET').toString()
    const key = Buffer.from(plain.slice(mark.length), 'base64')
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
  })
  return {
    'webhook-id': messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  }
}
