import { expect, test } from 'vitest'
import { redacted } from './redacted.ts'

test('what only its owner may know is left out at any depth, all else stays', () => {
  const input = {
    accountCode: '4000',
    postalCode: '10115',
    newPassword: 'a long walk home',
    webhook: { url: 'https://example.com', signingSecret: 'whsec_1', headers: [{ name: 'x', token: 't' }] },
    amountCents: 1250,
    note: null,
  }
  expect(redacted(input)).toEqual({
    accountCode: '4000',
    postalCode: '10115',
    newPassword: '…',
    webhook: { url: 'https://example.com', signingSecret: '…', headers: [{ name: 'x', token: '…' }] },
    amountCents: 1250,
    note: null,
  })
})
