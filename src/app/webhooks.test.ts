import { beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '#modules/clients/contract.ts'
import * as contract from '#modules/integrations/contract.ts'
import type { EventType } from '#modules/integrations/domain/events.ts'
import { companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'
import { useReceiver } from '#testing/receiver.ts'

const house = useHouse()
const receiver = useReceiver(house)
type Made = { webhook: contract.Webhook; secret: string }

async function add(eventTypes: EventType[] = ['client.created'], url = receiver.url): Promise<Made> {
  const answer = await house.as.ada.http.call(contract.createWebhook, { url, eventTypes })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json() as Made
}
const newClient = async (organizationName: string) =>
  (await house.as.ada.http.call(createClient, { organizationName })).json() as { id: string }
const listed = async (webhookId: string, more: object = {}) =>
  (await house.as.ada.http.call(contract.listWebhookDeliveries, { webhookId, ...more })).json()
    .items as contract.WebhookDelivery[]
const opened = async (webhookId: string, deliveryId = '') =>
  (await house.as.ada.http.call(contract.readWebhookDelivery, { webhookId, deliveryId })).json()
const webhookNow = async (webhookId: string) =>
  (await house.as.ada.http.call(contract.readWebhook, { webhookId })).json() as contract.Webhook
/** Lets the time pass until the next try. */
async function later(): Promise<void> {
  await house.pool.query("UPDATE pgboss.job SET start_after = now() - interval '1 second' WHERE state = 'created'")
  await house.settle()
}

beforeEach(async () => {
  receiver.received.length = 0
  receiver.answers.length = 0
  await house.sql('owner', 'UPDATE webhook_endpoints SET deleted_at = now() WHERE deleted_at IS NULL')
})

describe('a message', () => {
  test('says what happened, signed, after the commit, once', async () => {
    const { webhook, secret } = await add()
    const client = await newClient('Birch & Co')
    expect(receiver.received).toHaveLength(0)
    await house.settle()
    expect(receiver.received).toHaveLength(1)
    expect(receiver.verify(secret)).toEqual({
      type: 'client.created',
      timestamp: expect.stringMatching(/^20.*Z$/),
      data: { clientId: client.id, displayName: 'Birch & Co' },
    })
    const [delivery] = await listed(webhook.id)
    expect(delivery).toMatchObject({ state: 'succeeded', attempts: 1, lastStatus: 200, eventType: 'client.created' })
    expect(receiver.received[0]?.headers['webhook-id']).toBe(delivery?.eventId)
    expect(await opened(webhook.id, delivery?.id)).toMatchObject({
      body: receiver.received[0]?.body,
      tries: [{ attempt: 1, status: 200, error: null, answer: 'answer 200' }],
    })
  })

  test('is signed with this secret, and with no other', async () => {
    const { secret } = await add()
    await newClient('Signed')
    await house.settle()
    const [message] = receiver.received
    expect(() => receiver.verify(`whsec_${Buffer.alloc(32).toString('base64')}`, message)).toThrow(/signature/)
    const changed = { ...message, body: message?.body.replace('Signed', 'Forged') }
    expect(() => receiver.verify(secret, changed as never)).toThrow(/signature/)
  })

  test('goes only to those who asked, in the company where it happened', async () => {
    await add(['invoice.sent'])
    await newClient('Not asked for')
    const theirs = await house.as.olga.http.call(contract.createWebhook, {
      url: receiver.url,
      eventTypes: ['client.created'],
    })
    expect(theirs.statusCode).toBe(201)
    await newClient('Another company')
    await house.settle()
    expect(receiver.received).toEqual([])
    await house.sql('owner', 'UPDATE webhook_endpoints SET deleted_at = now()', [], companies.oak.id)
  })

  test('is not there when what it tells of is not: a preview, a refusal', async () => {
    const { webhook } = await add()
    await house.as.ada.http.call(createClient, { organizationName: 'Only looked at' }, { dryRun: true })
    const refused = await house.as.cy.http.call(createClient, { organizationName: 'Not allowed' })
    expect(refused.statusCode).toBe(403)
    await house.settle()
    expect([receiver.received, await listed(webhook.id)]).toEqual([[], []])
  })

  test('goes out once, however many jobs there are for it', async () => {
    const { webhook } = await add()
    await newClient('Once')
    await house.settle()
    const [delivery] = await listed(webhook.id)
    const run = { companyId: companies.maple.id, deliveryId: delivery?.id ?? '' }
    await house.outside.outbox.spread('integrations.deliver', [run, run])
    await house.settle()
    expect(receiver.received).toHaveLength(1)
    const again = house.sql(
      'app',
      'INSERT INTO webhook_deliveries (company_id, id, endpoint_id, event_id, next_attempt_at, created_at) VALUES ($1, gen_random_uuid(), $2, $3, now(), now())',
      [companies.maple.id, webhook.id, delivery?.eventId],
    )
    await expect(again).rejects.toMatchObject({ constraint: 'webhook_deliveries_once' })
  })
})

describe('what did not arrive', () => {
  test('is tried again later, under the same id, with a signature of its own time', async () => {
    const { webhook, secret } = await add()
    receiver.answers.push(500, 302)
    await newClient('Second try')
    await house.settle()
    const [first] = await listed(webhook.id)
    expect(first).toMatchObject({ state: 'pending', attempts: 1, lastStatus: 500 })
    expect((await webhookNow(webhook.id)).failingSince).toBeTypeOf('string')
    await house.settle()
    expect(receiver.received).toHaveLength(1)
    await later()
    await later()
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hooks', '/hooks', '/hooks'])
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    for (const message of receiver.received) receiver.verify(secret, message)
    const { tries, state } = await opened(webhook.id, first?.id)
    expect([state, tries.map(({ status }: contract.WebhookAttempt) => status)]).toEqual(['succeeded', [500, 302, 200]])
    expect((await webhookNow(webhook.id)).failingSince).toBeNull()
  })

  test('is given up after the last try, and sent again when a person says so: one, or all since a day', async () => {
    const { webhook, secret } = await add()
    receiver.answers.push(500, 500, 503, 503)
    await newClient('Given up')
    await newClient('Given up, too')
    await house.settle()
    await house.sql('owner', 'UPDATE webhook_deliveries SET tries = 9, attempts = 9')
    await later()
    const failed = await listed(webhook.id, { state: 'failed' })
    expect(failed).toMatchObject([
      { attempts: 10, lastStatus: 503, nextAttemptAt: null },
      { attempts: 10, lastStatus: 503 },
    ])
    const [first] = failed
    const one = await house.as.ben.http.call(contract.replayDelivery, {
      webhookId: webhook.id,
      deliveryId: first?.id ?? '',
    })
    expect(one.json()).toMatchObject({ state: 'pending', eventId: first?.eventId })
    await house.settle()
    receiver.verify(secret)
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(first?.eventId)
    const replay = (since: string) => house.as.ada.http.call(contract.replayFailed, { webhookId: webhook.id, since })
    expect((await replay('2099-01-01')).json()).toEqual({ replayed: 0 })
    expect((await replay('2020-01-01')).json()).toEqual({ replayed: 1 })
    await house.settle()
    expect((await listed(webhook.id)).map(({ state }) => state)).toEqual(['succeeded', 'succeeded'])
  })

  test('for days switches the webhook off, and tells the admins', async () => {
    const { webhook } = await add()
    receiver.answers.push(500, 500)
    await newClient('Failing')
    await house.settle()
    await house.sql('owner', "UPDATE webhook_endpoints SET failing_since = now() - interval '73 hours' WHERE id = $1", [
      webhook.id,
    ])
    await later()
    const off = await webhookNow(webhook.id)
    expect(off).toMatchObject({ enabled: false, disabledReason: 'failing' })
    const mails = await house.sql<{ to: string }>(
      'owner',
      "SELECT to_email AS to FROM outbound_emails WHERE kind = 'integrations.webhookOff' ORDER BY 1",
    )
    expect(mails.map(({ to }) => to)).toEqual(['ada@maple.test', 'ben@maple.test'])
    const audited = await house.sql(
      'owner',
      "SELECT actor_name AS by, before->'enabled' AS before, after->'enabled' AS after FROM audit_events WHERE action = 'integrations.switchOffWebhook' AND subject_id = $1",
      [webhook.id],
    )
    expect(audited).toEqual([{ by: 'Webhooks', before: true, after: false }])
    await newClient('While it is off')
    await later()
    expect(receiver.received).toHaveLength(2)
    const test = await house.as.ada.http.call(contract.testWebhook, { webhookId: webhook.id })
    expect([test.statusCode, test.json().type]).toEqual([409, '/problems/webhook_off'])
    const on = await house.as.ada.http.call(contract.updateWebhook, { webhookId: webhook.id, enabled: true })
    expect(on.json()).toMatchObject({ enabled: true, disabledReason: null, failingSince: null })
    await newClient('On again')
    await house.settle()
    expect(receiver.received).toHaveLength(3)
  })

  test('because it is gone (410) switches it off at once', async () => {
    const { webhook } = await add()
    receiver.answers.push(410)
    await newClient('Gone')
    await house.settle()
    expect(await webhookNow(webhook.id)).toMatchObject({ enabled: false, disabledReason: 'gone' })
    expect(await listed(webhook.id)).toMatchObject([{ state: 'failed', attempts: 1 }])
  })

  test('to a webhook that was deleted meanwhile is not sent', async () => {
    const { webhook } = await add()
    await newClient('Too late')
    await house.as.ada.http.call(contract.deleteWebhook, { webhookId: webhook.id })
    await house.settle()
    expect(receiver.received).toEqual([])
    const rows = await house.sql('owner', 'SELECT state FROM webhook_deliveries WHERE endpoint_id = $1', [webhook.id])
    expect(rows).toEqual([{ state: 'failed' }])
  })
})
