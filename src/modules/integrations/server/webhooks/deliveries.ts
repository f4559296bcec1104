import { present } from '#kernel/assert.ts'
import { startOfDayIn } from '#kernel/calendar.ts'
import { Refusal } from '#kernel/refusal.ts'
import { loadCompany } from '#modules/companies/server/index.ts'
import { command, query } from '#platform/operation.ts'
import { audit } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import * as contract from '../../contract.ts'
import { testEvent } from '../../domain/events.ts'
import { attemptsOf, loadDelivery, pageOfDeliveries, restart } from '../delivery-store.ts'
import { loadWebhook } from '../webhook-store.ts'
import { deliverJob } from './deliver.ts'
import { writeMessages } from './publish.ts'

export const listWebhookDeliveries = query({
  name: 'integrations.listDeliveries',
  needs: 'integrations:manage',
  input: contract.listWebhookDeliveries.input,
  async run(scope, { webhookId, ...asked }) {
    await loadWebhook(scope, webhookId)
    return pageOfDeliveries(scope, webhookId, asked)
  },
})

export const readWebhookDelivery = query({
  name: 'integrations.readDelivery',
  needs: 'integrations:manage',
  input: contract.readWebhookDelivery.input,
  async run(scope, { webhookId, deliveryId }) {
    await loadWebhook(scope, webhookId)
    const { delivery, body } = await loadDelivery(scope, deliveryId, webhookId)
    return { ...delivery, body, tries: await attemptsOf(scope, deliveryId) }
  },
})

export const testWebhook = command({
  name: 'integrations.testWebhook',
  needs: 'integrations:manage',
  feature: 'apiAccess',
  input: contract.testWebhook.input,
  async run(scope, { webhookId }) {
    await loadEnabled(scope, webhookId)
    const event = { type: testEvent, data: { webhookId } }
    const [run] = await writeMessages(scope, scope.companyId, event, [webhookId])
    const { deliveryId } = present(run, 'one address gets one delivery')
    await enqueue(scope, [deliveryId])
    audit(scope, { subjectType: 'webhook', subjectId: webhookId, after: { deliveryId } })
    return (await loadDelivery(scope, deliveryId)).delivery
  },
})

/** The same message under the same id, whatever became of it; one that is still on its way is tried at once. */
export const replayDelivery = command({
  name: 'integrations.replayDelivery',
  needs: 'integrations:manage',
  feature: 'apiAccess',
  input: contract.replayDelivery.input,
  async run(scope, { webhookId, deliveryId }) {
    await loadEnabled(scope, webhookId)
    const before = (await loadDelivery(scope, deliveryId, webhookId)).delivery
    await enqueue(scope, await restart(scope, webhookId, { id: deliveryId }))
    const after = (await loadDelivery(scope, deliveryId)).delivery
    audit(scope, { subjectType: 'webhook', subjectId: webhookId, before, after })
    return after
  },
})

export const replayFailed = command({
  name: 'integrations.replayFailed',
  needs: 'integrations:manage',
  feature: 'apiAccess',
  input: contract.replayFailed.input,
  async run(scope, { webhookId, since }) {
    await loadEnabled(scope, webhookId)
    const { timeZone } = await loadCompany(scope)
    const failedSince = startOfDayIn(timeZone, since)
    const restarted = await restart(scope, webhookId, { failedSince, most: contract.replayedMax })
    await enqueue(scope, restarted)
    audit(scope, { subjectType: 'webhook', subjectId: webhookId, after: { replayed: restarted.length, since } })
    return { replayed: restarted.length }
  },
})

async function loadEnabled(scope: Scope, webhookId: string): Promise<void> {
  const webhook = await loadWebhook(scope, webhookId)
  if (!webhook.enabled) throw new Refusal('webhook_off')
}

async function enqueue(scope: Scope, deliveryIds: readonly string[]): Promise<void> {
  const runs = deliveryIds.map((deliveryId) => ({ companyId: scope.companyId, deliveryId }))
  if (runs.length > 0) await scope.outside.outbox.enqueue(scope, deliverJob, runs)
}
