import { randomInt } from 'node:crypto'
import { type Instant, systemClock } from '#kernel/calendar.ts'
import { type OutgoingAnswer, OutgoingError } from '#platform/outgoing/outgoing.ts'
import { audit } from '#platform/record.ts'
import { type House, writeDown } from '#platform/runner.ts'
import { openScope, type Scope } from '#platform/scope.ts'
import type { WebhookAttempt } from '../../contract.ts'
import { afterFailure, isHopeless } from '../../domain/schedule.ts'
import { insertAttempt, loadDelivery, lockDelivery, saveDelivery } from '../delivery-store.ts'
import {
  loadWebhookForUpdate,
  noteArrival,
  noteHealth,
  toWebhook,
  type WebhookRow,
  webhooksOf,
} from '../webhook-store.ts'
import { isTelling } from './is-telling.ts'
import type { Run } from './publish.ts'
import { signatureHeaders } from './signature.ts'
import { mailSwitchedOff } from './switched-off-mail.ts'

export const deliverJob = 'integrations.deliver'
const actor = { kind: 'system', name: 'Webhooks' } as const

/**
 * One try: reads, sends outside of any transaction, writes down how it went. When the process dies in between, the same
 * message goes out again under the same id; receivers that remember ids see it once. Nothing goes from a company that is
 * closed, or whose plan has no webhooks any more.
 */
export async function deliver(
  house: House,
  { companyId, deliveryId }: Run,
  now: Instant = systemClock(),
): Promise<void> {
  const origin = { requestId: `webhook-${deliveryId}`, now }
  const open = <A>(mode: 'read' | 'write', work: (scope: Scope) => Promise<A>) =>
    openScope({ ...house, origin, mode }, companyId, actor, work)
  const found = await open('read', async (scope) => {
    const one = await loadDelivery(scope, deliveryId)
    const endpoint = (await webhooksOf(scope)).find(({ id }) => id === one.endpointId)
    const telling = await isTelling(scope, companyId)
    return { ...one, endpoint: endpoint?.enabled && telling ? endpoint : undefined }
  })
  if (found.delivery.state !== 'pending') return
  const { endpoint, delivery, body } = found
  const outcome = endpoint && (await send(house, endpoint, delivery.eventId, now, body))
  await open('write', async (scope) => {
    const row = await lockDelivery(scope, deliveryId)
    // Somebody else was faster: their try counts.
    if (row.state !== 'pending' || row.attempts !== delivery.attempts) return
    if (outcome === undefined) return saveDelivery(scope, deliveryId, { state: 'failed', nextAttemptAt: null })
    await writeDownTry(scope, row, outcome)
  })
  house.outside.signals.tell(companyId, [{ topic: 'webhooks', id: found.endpointId }])
}

type Outcome = Omit<WebhookAttempt, 'attempt' | 'attemptedAt'>

async function send(
  house: House,
  endpoint: WebhookRow,
  messageId: string,
  now: Instant,
  body: string,
): Promise<Outcome> {
  const { settings, outgoing } = house.outside
  const headers = {
    'content-type': 'application/json',
    'user-agent': `EZ360PM/${settings.build.version} (webhooks)`,
    ...signatureHeaders(settings, endpoint, messageId, now, body),
  }
  const started = performance.now()
  try {
    const answer = await outgoing.post(endpoint.url, headers, body)
    return { status: answer.status, error: null, ms: answer.ms, answer: printable(answer) }
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error
    return { status: null, error: error.message, ms: Math.round(performance.now() - started), answer: '' }
  }
}

/** NUL cannot be kept, and an excerpt may have cut a character in two. */
const printable = ({ body }: OutgoingAnswer) => body.toWellFormed().replaceAll('\0', '').slice(0, 1000)

async function writeDownTry(
  scope: Scope,
  row: Awaited<ReturnType<typeof lockDelivery>>,
  outcome: Outcome,
): Promise<void> {
  const [attempts, tries] = [row.attempts + 1, row.tries + 1]
  await insertAttempt(scope, row.id, { ...outcome, attempt: attempts, attemptedAt: scope.now })
  const counted = { attempts, tries, lastStatus: outcome.status }
  if (outcome.status !== null && outcome.status >= 200 && outcome.status < 300) {
    await saveDelivery(scope, row.id, { ...counted, state: 'succeeded', nextAttemptAt: null })
    return noteArrival(scope, row.endpointId)
  }
  const endpoint = await loadWebhookForUpdate(scope, row.endpointId).catch(() => undefined)
  const off = endpoint && (outcome.status === 410 ? 'gone' : isHopeless(endpoint.failingSince, scope.now) && 'failing')
  const { retryAt } = off || !endpoint ? { retryAt: null } : afterFailure(tries, scope.now, randomInt(1000) / 1000)
  await saveDelivery(scope, row.id, { ...counted, state: retryAt ? 'pending' : 'failed', nextAttemptAt: retryAt })
  if (retryAt) {
    const run = { companyId: scope.companyId, deliveryId: row.id }
    await scope.outside.outbox.enqueue(scope, deliverJob, [run], { startAfter: retryAt })
  }
  if (off) {
    await noteHealth(scope, row.endpointId, { enabled: false, disabledReason: off })
    if (endpoint.enabled) await tellSwitchedOff(scope, endpoint, off)
  } else await noteHealth(scope, row.endpointId, { failingSince: endpoint?.failingSince ?? scope.now })
}

/** Nobody switched it off: whoever manages it hears of it by mail, and the audit log says why. */
async function tellSwitchedOff(scope: Scope, endpoint: WebhookRow, off: 'gone' | 'failing'): Promise<void> {
  const before = toWebhook(endpoint)
  const after = { ...before, enabled: false, disabledReason: off }
  audit(scope, { subjectType: 'webhook', subjectId: endpoint.id, before, after })
  await writeDown(scope, 'integrations.switchOffWebhook', {})
  await mailSwitchedOff(scope, endpoint, off)
}
