import { expect, test } from 'vitest'
import type { Client } from '../contract.ts'
import { inputOf, valuesOf } from './form-values.ts'

const client = { phones: [{ kind: 'work', number: '555 0100' }] } as unknown as Client

test('a phone without a number is not sent', () => {
  const values = { ...valuesOf(client), phones: [...client.phones, { kind: 'fax' as const, number: ' ' }] }
  expect(inputOf(values).phones).toEqual(client.phones)
})
