import { expect, test } from 'vitest'
import { seal, unseal } from './seal.ts'

const secret = 'an installation’s secret, long enough'

test('what is sealed opens with its secret, and looks different each time', () => {
  const sealed = seal(secret, 'whsec_ünicode')
  expect(unseal(secret, sealed)).toBe('whsec_ünicode')
  expect(seal(secret, 'whsec_ünicode')).not.toBe(sealed)
  expect(sealed).not.toContain('whsec')
})

test('another secret, a changed byte or an unknown version do not open it', () => {
  const sealed = seal(secret, 'plain')
  expect(() => unseal('another secret, just as long as the first', sealed)).toThrow()
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  for (const at of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => unseal(secret, `v1.${changed.toString('base64url')}`)).toThrow()
  }
  expect(() => unseal(secret, sealed.replace('v1.', 'v2.'))).toThrow(/version/)
})
