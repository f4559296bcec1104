import { beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '#kernel/endpoint.ts'
import { keyScopes, type Permission, permissions } from '#kernel/permissions.ts'
import { everythingOn } from '#kernel/plans.ts'
import { listAuditEvents } from '#modules/audit/contract.ts'
import { createClient, listClients } from '#modules/clients/contract.ts'
import { readMe } from '#modules/companies/contract.ts'
import * as contract from '#modules/integrations/contract.ts'
import { keyActor } from '#modules/integrations/server/index.ts'
import { listApiKeys } from '#modules/integrations/server/keys/list-api-keys.ts'
import { revokeApiKey } from '#modules/integrations/server/keys/revoke-api-key.ts'
import { openPersonScope } from '#platform/scope.ts'
import { cast, companies } from '#testing/cast.ts'
import { requestOf } from '#testing/client.ts'
import { useHouse } from '#testing/house.ts'

const house = useHouse()
type Made = { key: contract.ApiKey; secret: string }

async function make(
  scopes: readonly Permission[],
  by: 'ada' | 'ben' | 'olga' = 'ada',
  more: object = {},
): Promise<Made> {
  const answer = await house.as[by].http.call(contract.createApiKey, { name: 'Zapier', scopes, ...more } as never)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json() as Made
}

/** A call by a program: no cookie, the key as it is sent. */
async function ask(
  secret: string,
  endpoint: Endpoint,
  input: object = {},
  companyId: string = companies.maple.id,
  headers = {},
) {
  const { method, url, payload } = requestOf(endpoint, input as never, companyId)
  const app = await house.app()
  return app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${secret}`, ...headers },
    ...(payload ? { payload } : {}),
  })
}

const typeOf = (answer: { statusCode: number; json(): { type?: string } }) => [answer.statusCode, answer.json().type]

describe('a key', () => {
  let reading: Made
  beforeAll(async () => {
    reading = await make(['clients:read'])
  })

  test('does what it was given, and nothing else that its maker may', async () => {
    expect((await ask(reading.secret, listClients)).statusCode).toBe(200)
    const written = await ask(reading.secret, createClient, { organizationName: 'Birch' })
    expect(typeOf(written)).toEqual([403, '/problems/not_allowed'])
  })

  test('is shown once: the database has its hash, the list its beginning', async () => {
    expect(reading.secret).toMatch(/^ez360_[\w-]{43}$/)
    const rows = await house.sql('owner', "SELECT row_to_json(k)::text AS row FROM api_keys k WHERE name = 'Zapier'")
    expect(JSON.stringify(rows)).not.toContain(reading.secret.slice(14))
    const audits = await house.sql('owner', 'SELECT row_to_json(a)::text AS row FROM audit_events a')
    expect(JSON.stringify(audits)).not.toContain(reading.secret.slice(14))
    const list = await house.as.ada.http.call(contract.listApiKeys, { q: reading.key.prefix })
    expect(list.json().items).toMatchObject([
      { prefix: reading.secret.slice(0, 12), state: 'active', makerName: 'Ada' },
    ])
    expect(list.body).not.toContain(reading.secret.slice(14))
  })

  test('opens its own company; in another there is nothing, as in one that does not exist', async () => {
    const there = await ask(reading.secret, listClients, {}, companies.oak.id)
    const nowhere = await ask(reading.secret, listClients, {}, '0190a000-0000-7000-a000-0000000000ff')
    expect([there.statusCode, { ...there.json(), requestId: '' }]).toEqual([404, { ...nowhere.json(), requestId: '' }])
  })

  test('stands in the audit log with its name and its maker', async () => {
    const writing = await make(['clients:read', 'clients:write'])
    const made = await ask(writing.secret, createClient, { organizationName: 'By program' })
    expect(made.statusCode).toBe(201)
    const log = await house.as.ada.http.call(listAuditEvents, { subjectId: made.json().id })
    expect(log.json().items[0]).toMatchObject({ actorName: 'key Zapier (Ada)', action: 'clients.create' })
  })

  test('has no person’s routes, and no session beside it', async () => {
    expect(typeOf(await ask(reading.secret, readMe))).toEqual([403, '/problems/api_key_in_company'])
    const cookie = 'ez360.session_token=anything'
    expect(typeOf(await ask(reading.secret, listClients, {}, undefined, { cookie }))).toEqual([
      400,
      '/problems/two_credentials',
    ])
  })

  test.each([
    '',
    'Bearer',
    'Bearer x',
    'Basic YTpi',
    `Bearer ez360_${'A'.repeat(43)}`,
    `Bearer ez360_${'A'.repeat(42)}'`,
  ])('is not “%s”', async (authorization) => {
    const app = await house.app()
    const url = `/api/v1/companies/${companies.maple.id}/clients`
    const answer = await app.inject({ url, headers: { authorization } })
    expect(typeOf(answer)).toEqual([401, '/problems/api_key_invalid'])
  })

  test('notes its use, once a minute', async () => {
    const used = async () =>
      (
        await house.sql<{ at: string }>('owner', 'SELECT last_used_at::text AS at FROM api_keys WHERE id = $1', [
          reading.key.id,
        ])
      )[0]?.at
    await ask(reading.secret, listClients)
    const first = await used()
    expect(first).toBeTypeOf('string')
    await ask(reading.secret, listClients)
    expect(await used()).toBe(first)
    await house.sql('owner', "UPDATE api_keys SET last_used_at = now() - interval '2 minutes' WHERE id = $1", [
      reading.key.id,
    ])
    await ask(reading.secret, listClients)
    expect((await used())?.slice(0, 10)).toBe(first?.slice(0, 10))
  })
})

describe('what ends a key', () => {
  const works = async ({ secret }: Made) => typeOf(await ask(secret, listClients))
  const dead = [401, '/problems/api_key_invalid']

  test('being revoked, at once and for good', async () => {
    const made = await make(['clients:read'])
    const revoke = () => house.as.ben.http.call(contract.revokeApiKey, { apiKeyId: made.key.id })
    const first = (await revoke()).json()
    expect(first).toMatchObject({ state: 'revoked' })
    expect((await revoke()).json()).toEqual(first)
    expect(await works(made)).toEqual(dead)
  })

  test('the end of its last day', async () => {
    const made = await make(['clients:read'], 'ada', { expiresOn: '2099-05-31' })
    expect(made.key.expiresAt).toBe('2099-06-01T04:00:00.000000Z')
    await house.sql('owner', 'ALTER TABLE api_keys DISABLE TRIGGER guard_api_key')
    await house.sql('owner', "UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1", [
      made.key.id,
    ])
    await house.sql('owner', 'ALTER TABLE api_keys ENABLE TRIGGER guard_api_key')
    expect(await works(made)).toEqual(dead)
    const past = await house.as.ada.http.call(contract.createApiKey, {
      name: 'Late',
      scopes: ['clients:read'],
      expiresOn: '2020-01-01',
    })
    expect([past.statusCode, past.json().errors[0].path]).toEqual([422, 'expiresOn'])
  })

  test('its maker: what they lose the key loses, and it goes with them', async () => {
    const made = await make(['clients:read', 'audit:read'], 'ben')
    const role = (to: string) =>
      house.sql('owner', 'UPDATE members SET role = $2 WHERE id = $1', [cast.ben.memberId, to])
    const gone = (at: string) =>
      house.sql('owner', `UPDATE members SET deactivated_at = ${at} WHERE id = $1`, [cast.ben.memberId])
    expect((await ask(made.secret, listAuditEvents)).statusCode).toBe(200)
    await role('manager')
    expect(typeOf(await ask(made.secret, listAuditEvents))).toEqual([403, '/problems/not_allowed'])
    expect((await ask(made.secret, listClients)).statusCode).toBe(200)
    await role('admin')
    await gone('now()')
    expect(await works(made)).toEqual(dead)
    const list = await house.as.ada.http.call(contract.listApiKeys, { q: made.key.prefix })
    expect(list.json().items).toMatchObject([{ state: 'idle' }])
    await gone('NULL')
  })
})

test('where its maker is asked for a second factor, a key works as long as they have one', async () => {
  const made = await make(['clients:read'], 'ben')
  const asked = (policy: string) =>
    house.sql('owner', 'UPDATE companies SET two_factor_policy = $2 WHERE id = $1', [companies.maple.id, policy])
  const answer = async () => typeOf(await ask(made.secret, listClients))
  await asked('managers_and_above')
  expect(await answer()).toEqual([403, '/problems/api_key_needs_factor'])
  const factor =
    "INSERT INTO totp_factors (user_id, sealed_secret, created_at, confirmed_at) VALUES ($1, 'v1.x', now(), $2)"
  await house.sql('owner', factor, [cast.ben.userId, null])
  expect(await answer()).toEqual([403, '/problems/api_key_needs_factor'])
  await house.sql('owner', 'UPDATE totp_factors SET confirmed_at = now() WHERE user_id = $1', [cast.ben.userId])
  expect(await answer()).toEqual([200, undefined])
  await house.sql('owner', 'DELETE FROM totp_factors WHERE user_id = $1', [cast.ben.userId])
  const mine = (text: string) =>
    openPersonScope({ ...house, origin: { requestId: 'test' }, mode: 'write' }, cast.ben.userId, (scope) =>
      scope.sql(text.slice(0, 6), text, [cast.ben.userId]),
    )
  await mine(
    "INSERT INTO passkeys (id, user_id, name, credential_id, public_key, counter, transports, synced, created_at) VALUES (gen_random_uuid(), $1, 'Phone', 'abc', 'x', 0, '{}', false, now())",
  )
  expect(await answer()).toEqual([200, undefined])
  await mine('DELETE FROM passkeys WHERE user_id = $1')
  expect(await answer()).toEqual([403, '/problems/api_key_needs_factor'])
  await asked('off')
  expect(await answer()).toEqual([200, undefined])
})

test('a plan without keys: it works no more, and is still seen and revoked', async () => {
  const { ada } = cast
  const key = { companyId: ada.companyId, id: ada.memberId, name: 'Old', userId: ada.userId, scopes: [] }
  const plan = { ...everythingOn, plan: 'professional' as const }
  const maker = { kind: 'member' as const, ...ada, plan, canApproveTime: false, canViewCompanyFinancials: false }
  const actor = keyActor(key, maker)
  const loading = typeof actor === 'function' && actor({ companyId: ada.companyId } as never)
  await expect(loading).rejects.toMatchObject({ code: 'plan_needed' })
  expect([listApiKeys.feature, revokeApiKey.feature, revokeApiKey.evenReadOnly]).toEqual([undefined, undefined, true])
})

describe('what a key can never be given', () => {
  const never: Permission[] = ['members:manage', 'integrations:manage', 'company:settings', 'books:lock']

  test('is not in the table of scopes, and its input refuses it', async () => {
    for (const permission of never) {
      expect(keyScopes).not.toContain(permission)
      const answer = await house.as.ada.http.call(contract.createApiKey, {
        name: 'Root',
        scopes: [permission],
      } as never)
      expect(answer.statusCode).toBe(422)
    }
    expect(keyScopes.every((scope) => scope in permissions)).toBe(true)
  })

  test('what its maker has not', async () => {
    await house.sql('owner', "UPDATE members SET role = 'admin' WHERE id = $1", [cast.ben.memberId])
    const before = permissions['payments:refund'].roles
    Object.assign(permissions['payments:refund'], { roles: ['owner'] })
    const answer = await house.as.ben.http.call(contract.createApiKey, { name: 'Refunds', scopes: ['payments:refund'] })
    Object.assign(permissions['payments:refund'], { roles: before })
    expect([answer.statusCode, answer.json().errors]).toMatchObject([422, [{ path: 'scopes' }]])
  })

  test.each(never)('%s, by SQL', async (permission) => {
    const insert = `INSERT INTO api_keys (company_id, id, user_id, name, prefix, token_hash, scopes, created_at)
      VALUES ($1, gen_random_uuid(), $2, 'Root', 'ez360_root', repeat('a', 64), ARRAY[$3], now())`
    const values = [companies.maple.id, cast.ada.userId, permission]
    await expect(house.sql('app', insert, values)).rejects.toMatchObject({ constraint: 'api_key_scope' })
  })
})

test('a key does not change, is not revived and not deleted, by SQL either', async () => {
  const { key } = await make(['clients:read'])
  const values = [key.id]
  for (const change of [
    "scopes = '{audit:read}'",
    "token_hash = repeat('b', 64)",
    'expires_at = now()',
    "name = 'Other'",
  ])
    await expect(house.sql('app', `UPDATE api_keys SET ${change} WHERE id = $1`, values)).rejects.toMatchObject({
      constraint: 'api_key_fixed',
    })
  await house.as.ada.http.call(contract.revokeApiKey, { apiKeyId: key.id })
  await expect(house.sql('app', 'UPDATE api_keys SET revoked_at = NULL WHERE id = $1', values)).rejects.toMatchObject({
    constraint: 'api_key_fixed',
  })
  await expect(house.sql('app', 'DELETE FROM api_keys WHERE id = $1', values)).rejects.toMatchObject({
    constraint: 'api_key_fixed',
  })
})

test('an answer is kept for a key, not shared with its maker', async () => {
  const { secret } = await make(['clients:read', 'clients:write'])
  const headers = { 'idempotency-key': 'the-same-key-for-both' }
  const byKey = await ask(secret, createClient, { organizationName: 'Once' }, undefined, headers)
  const again = await ask(secret, createClient, { organizationName: 'Once' }, undefined, headers)
  expect([byKey.statusCode, again.json().id]).toEqual([201, byKey.json().id])
  const byAda = await house.as.ada.http.call(createClient, { organizationName: 'Once' }, { headers })
  expect(typeOf(byAda)).toEqual([409, '/problems/idempotency_key_reused'])
})

describe('how often a key may ask', () => {
  const few = useHouse({ EZ360_RATE_LIMITS: '1', EZ360_RATE_LIMIT_KEY: '5' })
  test('is counted for each key by itself; beyond it there is 429 and when to come back', async () => {
    const app = await few.app()
    const secrets: string[] = []
    for (const name of ['One', 'Two']) {
      const made = await few.as.ada.http.call(contract.createApiKey, { name, scopes: ['clients:read'] })
      secrets.push(made.json().secret)
    }
    const ask = (secret = '') => {
      const url = `/api/v1/companies/${companies.maple.id}/clients`
      return app.inject({ url, headers: { authorization: `Bearer ${secret}` } })
    }
    const answers = []
    for (let count = 0; count < 7; count += 1) answers.push(await ask(secrets[0]))
    expect(answers.slice(0, 5).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200])
    const refused = answers.find(({ statusCode }) => statusCode === 429)
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask(secrets[1])).statusCode).toBe(200)
  })
})

test('in a closed company a key opens nothing, while its owner still reads', async () => {
  const { secret } = await make(['clients:read'])
  const close = (at: string) =>
    house.sql('owner', `UPDATE companies SET closed_at = ${at} WHERE id = $1`, [companies.maple.id])
  await close('now()')
  try {
    expect(typeOf(await ask(secret, listClients))).toEqual([401, '/problems/api_key_invalid'])
    expect((await house.as.ada.http.call(listClients)).statusCode).toBe(200)
  } finally {
    await close('NULL')
  }
  expect((await ask(secret, listClients)).statusCode).toBe(200)
})
