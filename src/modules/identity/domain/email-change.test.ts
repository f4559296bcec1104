import { describe, expect, test } from 'vitest'
import { confirm, type EmailChange, type EmailChangeState, type Side, stateOf, stop } from './email-change.ts'

const early = '2026-03-02T10:00:00.000000Z'
const end = '2026-03-03T10:00:00.000000Z'
const fresh: EmailChange = { expiresAt: end, oldConfirmedAt: null, newConfirmedAt: null, outcome: null }
const half: EmailChange = { ...fresh, oldConfirmedAt: early }

describe.each([
  ['old', 'new'],
  ['new', 'old'],
] as const)('%s first, then %s', (first, second) => {
  test('it happens with the second, each link works once', () => {
    const one = confirm(fresh, first, early)
    expect([one.outcome, stateOf(one, first, early), stateOf(one, second, early)]).toEqual([
      null,
      'confirmed',
      'waiting',
    ])
    expect(() => confirm(one, first, early)).toThrow(/over/)
    const both = confirm(one, second, early)
    expect([both.outcome, both.oldConfirmedAt, both.newConfirmedAt]).toEqual(['done', early, early])
    expect(() => confirm(both, second, early)).toThrow(/over/)
    expect(() => stop(both, 'old', early)).toThrow(/over/)
  })
})

test.each<[string, EmailChange, Side, EmailChangeState]>([
  ['nothing yet', fresh, 'old', 'waiting'],
  ['mine', half, 'old', 'confirmed'],
  ['the other', half, 'new', 'waiting'],
  ['stopped', { ...half, outcome: 'stopped' }, 'new', 'stopped'],
])('%s', (_, change, side, state) => expect(stateOf(change, side, early)).toBe(state))

test('at its end a change is over, for confirming and for stopping', () => {
  expect(stateOf(half, 'new', end)).toBe('expired')
  expect(() => confirm(half, 'new', end)).toThrow(/over/)
  expect(() => stop(half, 'old', end)).toThrow(/over/)
})

test('stopped is for good', () => {
  const stopped = stop(half, 'old', early)
  expect(stopped.outcome).toBe('stopped')
  expect(() => confirm(stopped, 'new', early)).toThrow(/over/)
})
