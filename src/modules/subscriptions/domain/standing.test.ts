import { expect, test } from 'vitest'
import { addSeconds } from '#kernel/calendar.ts'
import { applied, type Snapshot, startTrial } from './snapshot.ts'
import { standing } from './standing.ts'
import type { SubscriptionRecord } from './subscription.ts'

const day = 24 * 3600
const start = '2026-03-01T00:00:00.000000Z'
const on = (days: number) => addSeconds(start, days * day)
const trial = startTrial(start)
const paid: SubscriptionRecord = {
  ...trial,
  state: 'active',
  plan: 'professional',
  extraSeats: 2,
  trialEndsAt: null,
  currentPeriodEnd: on(30),
  stripeCustomerId: 'cus_1',
  stripeSubscriptionId: 'sub_1',
}
const comped = { compPlan: 'premium', compUntil: on(60) } as const

const pastDue: SubscriptionRecord = { ...paid, state: 'past_due', graceUntil: on(7) }
const cancelled: SubscriptionRecord = { ...paid, state: 'canceled' }

test.each<[string, SubscriptionRecord | undefined, number, string, string, boolean, number | null]>([
  ['no record', undefined, 0, 'not_started', 'premium', false, null],
  ['a trial', trial, 13.9, 'trial', 'premium', false, 10],
  ['a trial at its end', trial, 14, 'trial_over', 'premium', true, 10],
  ['a trial with a comp', { ...trial, ...comped }, 20, 'comp', 'premium', false, 10],
  ['a trial after its comp', { ...trial, ...comped }, 60, 'trial_over', 'premium', true, 10],
  ['a paid plan', paid, 29, 'active', 'professional', false, 7],
  ['a paid plan whose renewal is not known of yet', paid, 32, 'active', 'professional', false, 7],
  ['a paid plan that was never renewed', paid, 33, 'unpaid', 'professional', true, 7],
  ['a payment missing', pastDue, 6.9, 'past_due', 'professional', false, 7],
  ['grace over', pastDue, 7, 'unpaid', 'professional', true, 7],
  ['a comp over a missing payment', { ...pastDue, ...comped }, 30, 'comp', 'premium', false, 12],
  [
    'a lesser comp over a plan',
    { ...paid, compPlan: 'starter', compUntil: on(9) },
    3,
    'comp',
    'professional',
    false,
    7,
  ],
  ['to be cancelled', { ...paid, cancelAtPeriodEnd: true }, 29, 'ending', 'professional', false, 7],
  ['cancelled at the end', { ...paid, cancelAtPeriodEnd: true }, 30, 'ended', 'professional', true, 7],
  ['cancelled at once', cancelled, 29, 'ending', 'professional', false, 7],
  ['cancelled, period over', cancelled, 30, 'ended', 'professional', true, 7],
])('%s', (_name, record, days, name, plan, readOnly, seats) => {
  expect(standing(record, on(days))).toMatchObject({ standing: name, plan, readOnly, seats })
})

const heard = (more: Partial<Snapshot>): Snapshot => ({
  state: 'active',
  plan: 'professional',
  paidEvery: 'month',
  extraSeats: 0,
  trialEndsAt: null,
  currentPeriodEnd: on(30),
  cancelAtPeriodEnd: false,
  discountPercent: null,
  stripeCustomerId: 'cus_1',
  stripeSubscriptionId: 'sub_1',
  asOf: on(1),
  ...more,
})

test.each<[string, SubscriptionRecord | undefined, Partial<Snapshot>, string | undefined]>([
  ['the first of a company', undefined, {}, 'active'],
  ['a trial that is paid for', trial, {}, 'active'],
  ['the same again', applied(undefined, heard({})), {}, undefined],
  ['an older one', { ...paid, asOf: on(2) }, { state: 'past_due' }, undefined],
  ['an end', paid, { state: 'canceled' }, 'canceled'],
  ['a late renewal after the end', { ...cancelled, asOf: on(2) }, {}, undefined],
  ['a later renewal of what ended', cancelled, { asOf: on(9) }, undefined],
  ['another subscription after the end', cancelled, { stripeSubscriptionId: 'sub_2' }, 'active'],
  ['the end of one that was replaced', paid, { state: 'canceled', stripeSubscriptionId: 'sub_0' }, undefined],
])('%s', (_name, known, more, state) => {
  expect(applied(known, heard(more))?.state).toBe(state)
})

test('grace begins once, and ends with a payment', () => {
  const first = applied(paid, heard({ state: 'past_due' }))
  expect(first?.graceUntil).toBe(on(8))
  expect(applied(first, heard({ state: 'past_due', asOf: on(5) }))?.graceUntil).toBe(on(8))
  expect(applied(first, heard({ asOf: on(5) }))?.graceUntil).toBeNull()
})

test('what operators gave outlives what Stripe says', () => {
  expect(applied({ ...trial, ...comped }, heard({}))).toMatchObject(comped)
})
