import { expect, test } from 'vitest'
import { type Sealing, seal, unseal } from './seal.ts'

const secret = 'an installation’s secret, long enough'
const how: Sealing = { secret, purpose: 'webhooks', bound: 'Ada' }
const plain = Buffer.from('whsec_ünicode')

test('what is sealed opens with its secret, and looks different each time', () => {
  const sealed = seal(how, plain)
  expect(unseal(how, sealed)).toEqual(plain)
  expect(seal(how, plain)).not.toBe(sealed)
  expect(sealed).not.toContain('whsec')
})

test('it opens with no other secret, for no other purpose and nobody else', () => {
  const sealed = seal(how, plain)
  const others: Sealing[] = [
    { ...how, secret: 'another secret, just as long as the first' },
    { ...how, purpose: 'second factors' },
    { ...how, bound: 'Olga' },
    { secret, purpose: 'webhooks' },
  ]
  for (const other of others) expect(unseal(other, sealed)).toBeUndefined()
})

test('a changed byte, a shorter tag or another version does not open', () => {
  const sealed = seal(how, plain)
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  for (const at of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(unseal(how, `v1.${changed.toString('base64url')}`)).toBeUndefined()
  }
  for (const broken of ['', 'v1.', `v1.${bytes.subarray(0, 20).toString('base64url')}`, sealed.replace('v1.', 'v2.')])
    expect(unseal(how, broken)).toBeUndefined()
})

test('what was sealed before there was one way of sealing still opens', () => {
  const webhook = 'v1.ft_9SR4MKrjz_b2NGwj0_CkVjwfWsH3zY7G_YdQYzloWZCHoxw4ltsqn'
  expect(unseal({ secret, purpose: 'webhooks' }, webhook)).toEqual(plain)
  const bound = '0190a000-0000-7000-8000-0000000b0001'
  const factor = 'nE9WTr1S8NkAdrf51tc3e-Iqhov4jVvdL4dqAxnhQMJoYV2psSikRNTw6a01nubscQ'
  expect(unseal({ secret, purpose: 'second factors', bound }, factor)).toEqual(Buffer.from('twenty bytes of totp.'))
})
