import { beforeEach, describe, expect, test } from 'vitest'
import { listAuditEvents } from '#modules/audit/contract.ts'
import { createClient } from '#modules/clients/contract.ts'
import * as contract from '#modules/integrations/contract.ts'
import { createOutgoing } from '#platform/outgoing/outgoing.ts'
import { useHouse } from '#testing/house.ts'
import { useReceiver } from '#testing/receiver.ts'

const house = useHouse()
const receiver = useReceiver(house)
type Made = { webhook: contract.Webhook; secret: string }
const create = (url: string) => house.as.ada.http.call(contract.createWebhook, { url, eventTypes: ['client.created'] })
const add = async () => (await create(receiver.url)).json() as Made
const send = async (webhookId: string) => {
  await house.as.ada.http.call(contract.testWebhook, { webhookId })
  await house.settle()
}
beforeEach(async () => {
  receiver.received.length = 0
  await house.sql('owner', 'UPDATE webhook_endpoints SET deleted_at = now() WHERE deleted_at IS NULL')
})

describe('an address', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.0.0.1:5432/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://localhost./',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1:8080/',
    'https://me:secret@example.com/',
    'https://example.com:22/',
    'ftp://example.com/',
    'example.com',
    '',
  ])('%s is refused beside its field, when it is added and when it is changed', async (url) => {
    const added = await create(url)
    expect([added.statusCode, added.json().errors[0].path]).toEqual([422, 'url'])
    const { webhook } = await add()
    const changed = await house.as.ada.http.call(contract.updateWebhook, { webhookId: webhook.id, url })
    expect([changed.statusCode, changed.json().errors[0].path]).toEqual([422, 'url'])
    expect(receiver.received).toEqual([])
  })

  test('whose name leads inside is not reached; the log says so and no more', async () => {
    const { webhook } = await add()
    const before = house.outside.outgoing
    house.outside.outgoing = createOutgoing({ secureOnly: false, allow: [], resolve: async () => ['10.0.0.7'] })
    await house.as.ada.http.call(contract.updateWebhook, { webhookId: webhook.id, url: 'https://hooks.example.com/' })
    await send(webhook.id)
    house.outside.outgoing = before
    const { items } = (await house.as.ada.http.call(contract.listWebhookDeliveries, { webhookId: webhook.id })).json()
    const deliveryId = items[0].id
    const { tries, state } = (
      await house.as.ada.http.call(contract.readWebhookDelivery, { webhookId: webhook.id, deliveryId })
    ).json()
    expect(state).toBe('pending')
    expect(tries).toMatchObject([{ status: null, error: expect.stringMatching(/private network/), answer: '' }])
    expect(JSON.stringify(tries)).not.toContain('10.0.0.7')
  })

  test('is one of at most twenty', async () => {
    for (let count = 0; count < contract.webhooksMax; count += 1) await add()
    const full = await create(receiver.url)
    expect([full.statusCode, full.json().type]).toEqual([409, '/problems/webhooks_full'])
  })
})

describe('the secret', () => {
  test('is shown once and sealed at rest: not in the row, the list, the audit log', async () => {
    const { webhook, secret } = await add()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const bare = secret.slice(6, 40)
    const rows = await house.sql('owner', 'SELECT row_to_json(w)::text AS row FROM webhook_endpoints w')
    const list = await house.as.ada.http.call(contract.listWebhooks, {})
    const log = await house.as.ada.http.call(listAuditEvents, { subjectId: webhook.id })
    const whole = await house.sql('owner', 'SELECT row_to_json(a)::text AS row FROM audit_events a')
    for (const text of [JSON.stringify(rows), list.body, log.body, JSON.stringify(whole)])
      expect(text).not.toContain(bare)
    expect(list.body).not.toMatch(/sealed|v1\./i)
    expect(log.json().items).toMatchObject([{ action: 'integrations.createWebhook', actorName: 'Ada' }])
  })

  test('is replaced with an overlap of a day, after which only the new one signs', async () => {
    const { webhook, secret: old } = await add()
    const rotated = await house.as.ada.http.call(contract.rotateWebhookSecret, { webhookId: webhook.id })
    const { secret } = rotated.json() as Made
    expect(secret).not.toBe(old)
    await send(webhook.id)
    expect(receiver.verify(secret)).toMatchObject({ type: 'webhook.test', data: { webhookId: webhook.id } })
    receiver.verify(old)
    await house.sql('owner', 'UPDATE webhook_endpoints SET previous_secret_until = now() WHERE id = $1', [webhook.id])
    await send(webhook.id)
    receiver.verify(secret)
    expect(() => receiver.verify(old)).toThrow(/signature/)
  })
})

test('two who change a webhook at once: the second is told', async () => {
  const { webhook } = await add()
  const change = (description: string) =>
    house.as.ada.http.call(contract.updateWebhook, { webhookId: webhook.id, description }, { ifMatch: '"1"' })
  expect((await change('First')).statusCode).toBe(200)
  const second = await change('Second')
  expect([second.statusCode, second.json().current.description]).toEqual([412, 'First'])
})

test('what was sent stays on record, for everybody', async () => {
  const { webhook } = await add()
  await send(webhook.id)
  for (const table of ['webhook_events', 'webhook_attempts']) {
    const rejected = { constraint: 'webhook_log_fixed' }
    await expect(house.sql('app', `DELETE FROM ${table}`)).rejects.toMatchObject(rejected)
    await expect(house.sql('owner', `UPDATE ${table} SET company_id = company_id`)).rejects.toMatchObject(rejected)
  }
})

test('whether anybody listens is known with the company, whatever becomes of a webhook', async () => {
  const known = async () =>
    (await house.sql<{ listened_to: boolean }>('app', 'SELECT listened_to FROM companies'))[0]?.listened_to
  expect(await known()).toBe(false)
  const { webhook } = await add()
  const { webhook: second } = await add()
  expect(await known()).toBe(true)
  const turn = (enabled: boolean) => house.as.ada.http.call(contract.updateWebhook, { webhookId: webhook.id, enabled })
  await turn(false)
  expect(await known()).toBe(true)
  await house.as.ada.http.call(contract.deleteWebhook, { webhookId: second.id })
  expect(await known()).toBe(false)
  await turn(true)
  expect(await known()).toBe(true)
})

test('where nobody listens, an act leaves nothing', async () => {
  const count = async () =>
    (await house.sql<{ n: number }>('owner', 'SELECT count(*)::int AS n FROM webhook_events'))[0]?.n
  const before = await count()
  await house.as.ada.http.call(createClient, { organizationName: 'Quiet' })
  expect(await count()).toBe(before)
})
