import { beforeEach, describe, expect, test } from 'vitest'
import { addSeconds, type Instant } from '#kernel/calendar.ts'
import { createClient, listClients } from '#modules/clients/contract.ts'
import { readMe } from '#modules/companies/contract.ts'
import { listBills } from '#modules/payables/contract.ts'
import * as contract from '#modules/subscriptions/contract.ts'
import type { Snapshot } from '#modules/subscriptions/domain/index.ts'
import { applySubscription, assertSeatFree, assertSeatsFit } from '#modules/subscriptions/server/index.ts'
import { cast, companies } from '#testing/cast.ts'
import { useHouse } from '#testing/house.ts'

const house = useHouse({ STRIPE_SECRET_KEY: 'sk_test_of_the_tests' })
const day = 24 * 3600
let now: Instant
let turn = 0

const snapshot = (more: Partial<Snapshot> = {}): Snapshot => ({
  state: 'active',
  plan: 'professional',
  paidEvery: 'month',
  extraSeats: 0,
  trialEndsAt: null,
  currentPeriodEnd: addSeconds(now, 30 * day),
  cancelAtPeriodEnd: false,
  discountPercent: null,
  stripeCustomerId: 'cus_maple',
  stripeSubscriptionId: `sub_${turn}`,
  asOf: now,
  ...more,
})
const apply = (heard: Snapshot) => house.as.ada.scope((scope) => applySubscription(scope, heard))
const read = async () => (await house.as.ada.http.call(contract.readSubscription)).json<contract.Subscription>()
const set = (text: string) => house.sql('owner', `UPDATE company_subscriptions SET ${text}`)

/** Each test begins with a paid Professional plan, of a subscription of its own. */
beforeEach(async () => {
  turn += 1
  // A minute later each time, for time never goes back.
  now = addSeconds(await house.as.ada.scope(async (scope) => scope.now), turn * 60)
  expect(await apply(snapshot())).toBe(true)
})

test('a company begins with a trial of everything, written into its log', async () => {
  const there = await house.as.olga.http.call(contract.readSubscription)
  expect(there.json()).toMatchObject({ standing: 'trial', plan: 'premium', seats: { inUse: 1, limit: 10 } })
  const seen = await house.as.olga.http.call(readMe)
  expect(seen.json().companies[0]).toMatchObject({ billing: true, readOnly: false, plan: 'premium' })
  expect(seen.json().companies[0].trialEndsAt).toMatch(/^20/)
})

test('the plan opens and closes what belongs to it, for routes and for the web', async () => {
  await apply(snapshot({ plan: 'starter', asOf: addSeconds(now, 1) }))
  const refused = await house.as.ada.http.call(listBills)
  expect([refused.statusCode, refused.json().type]).toEqual([403, '/problems/plan_needed'])
  const me = (await house.as.ada.http.call(readMe)).json()
  expect(me.companies[0]).toMatchObject({ plan: 'starter', features: [], readOnly: false })
  await apply(snapshot({ asOf: addSeconds(now, 2) }))
  expect((await house.as.ada.http.call(listBills)).statusCode).toBe(200)
})

test('read-only: everything is read, nothing changed, and a payment opens it again', async () => {
  await set(`state = 'past_due', grace_until = now() - interval '1 minute'`)
  expect(await read()).toMatchObject({ standing: 'unpaid', readOnly: true })
  const create = () => house.as.ada.http.call(createClient, { organizationName: 'Harbor Books' })
  const refused = await create()
  expect([refused.statusCode, refused.json().type]).toEqual([403, '/problems/subscription_locked'])
  expect((await house.as.ada.http.call(listClients)).statusCode).toBe(200)
  expect((await house.as.ada.http.call(readMe)).json().companies[0]).toMatchObject({ readOnly: true })
  await apply(snapshot({ asOf: addSeconds(now, 3) }))
  expect((await create()).statusCode).toBe(201)
})

test('events in any order, twice and late end as in their order', async () => {
  const events = [
    snapshot({ asOf: addSeconds(now, 1), extraSeats: 1 }),
    snapshot({ asOf: addSeconds(now, 2), state: 'past_due' }),
    snapshot({ asOf: addSeconds(now, 3), state: 'canceled' }),
  ]
  const [first, second, third] = events as [Snapshot, Snapshot, Snapshot]
  for (const heard of [third, first, second, third, first]) await apply(heard)
  await apply(snapshot({ asOf: addSeconds(now, 9) }))
  expect(await read()).toMatchObject({ standing: 'ending', plan: 'professional' })
  const logged = await house.sql(
    'app',
    `SELECT 1 FROM audit_events WHERE subject_type = 'subscription' AND after->>'stripeSubscriptionId' = 'sub_${turn}'`,
  )
  expect(logged.length).toBeLessThanOrEqual(2)
})

test('published flaw: a late event cannot revive a cancelled plan, whatever time it bears', async () => {
  await apply(snapshot({ state: 'canceled', currentPeriodEnd: addSeconds(now, -day), asOf: addSeconds(now, 5) }))
  const cancelled = async () =>
    house.sql('app', "SELECT to_jsonb(s) - 'company_id' AS row FROM company_subscriptions s WHERE company_id = $1", [
      companies.maple.id,
    ])
  const before = await cancelled()
  expect(await read()).toMatchObject({ standing: 'ended', readOnly: true })
  for (const seconds of [1, 5, 20])
    expect(await apply(snapshot({ plan: 'premium', asOf: addSeconds(now, seconds) }))).toBe(false)
  expect(await cancelled()).toEqual(before)
  expect(await read()).toMatchObject({ standing: 'ended', readOnly: true })
  // A subscription of its own, bought anew, is another matter.
  const anew = { stripeSubscriptionId: `sub_${turn}_anew`, asOf: addSeconds(now, 30) }
  expect(await apply(snapshot(anew))).toBe(true)
  expect(await read()).toMatchObject({ standing: 'active', readOnly: false })
})

describe('the database holds the line', () => {
  test('time does not go back', () =>
    expect(set(`as_of = as_of - interval '1 second'`)).rejects.toThrow(/never goes back/))
  test('what ended stays ended', async () => {
    await apply(snapshot({ state: 'canceled', asOf: addSeconds(now, 1) }))
    await expect(set(`state = 'active'`)).rejects.toThrow(/stays so/)
  })
  test('a record is kept', async () => {
    await expect(house.sql('owner', 'DELETE FROM company_subscriptions')).rejects.toThrow(/kept/)
    await expect(house.sql('owner', 'TRUNCATE company_subscriptions')).rejects.toThrow(/append-only/)
  })
  test('a grace without a missing payment is none', () =>
    expect(set(`grace_until = now()`)).rejects.toThrow(/company_subscriptions_grace/))
})

describe('seats', () => {
  // Maple has four people.
  const limited = (extraSeats: number) =>
    apply(snapshot({ plan: 'starter', extraSeats, asOf: addSeconds(now, extraSeats) }))
  const move = (who: 'cy' | 'mia', to: 'NULL' | 'now()') =>
    house.sql('owner', `UPDATE members SET deactivated_at = ${to} WHERE id = $1`, [cast[who].memberId])
  const comeBack = (who: 'cy' | 'mia') =>
    house.as.ada.scope(async (scope) => {
      await assertSeatFree(scope)
      await new Promise((resolve) => setTimeout(resolve, 50))
      await scope.sql('test.back', 'UPDATE members SET deactivated_at = NULL WHERE company_id = $1 AND id = $2', [
        companies.maple.id,
        cast[who].memberId,
      ])
    })

  test('the limit is what is included and what was bought', async () => {
    await limited(3)
    expect((await read()).seats).toEqual({ inUse: 4, limit: 4, extra: 3 })
    await expect(house.as.ada.scope(assertSeatFree)).rejects.toMatchObject({ code: 'seats_full' })
    await limited(4)
    await house.as.ada.scope(assertSeatFree)
  })

  test('of two who take the last seat at once, one is refused', async () => {
    for (const who of ['cy', 'mia'] as const) await move(who, 'now()')
    await limited(2)
    const done = await Promise.allSettled([comeBack('cy'), comeBack('mia')])
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'seats_full' } })
    expect((await read()).seats).toMatchObject({ inUse: 3, limit: 3 })
    // Around the code, the database counts as well.
    const out = done[0]?.status === 'rejected' ? 'cy' : 'mia'
    await expect(move(out, 'NULL')).rejects.toThrow(/seats are taken/)
    await limited(3)
    await move(out, 'NULL')
    expect((await read()).seats.inUse).toBe(4)
  })

  test('fewer than are in use are not bought', async () => {
    const fitsInto = (extraSeats: number) =>
      house.as.ada.scope((scope) => assertSeatsFit(scope, { plan: 'starter', extraSeats }))
    await fitsInto(3)
    await expect(fitsInto(2)).rejects.toMatchObject({ code: 'seats_in_use', message: expect.stringContaining('4 ') })
  })
})
