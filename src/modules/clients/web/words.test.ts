import { expect, test } from 'vitest'
import type { Client } from '../contract.ts'
import { inputOf, valuesOf } from './form-values.ts'
import { addressLines, countries } from './words.ts'

const client = {
  addressLine1: '14 Wharf Street',
  addressLine2: null,
  city: 'Albany',
  region: 'NY',
  postalCode: '12207',
  country: 'US',
  phones: [{ kind: 'work', number: '555 0100' }],
} as unknown as Client

test('an address as on an envelope, whatever is missing', () => {
  expect(addressLines(client)).toEqual(['14 Wharf Street', 'Albany, NY 12207', 'United States'])
  expect(addressLines({ ...client, city: null, country: null })).toEqual(['14 Wharf Street', 'NY 12207'])
  expect(
    addressLines({ ...client, addressLine1: null, city: null, region: null, postalCode: null, country: null }),
  ).toEqual([])
})

test('countries are those that exist, once each, by name', () => {
  const all = countries()
  const codes = all.map(({ value }) => value)
  expect(codes).toEqual(expect.arrayContaining(['US', 'GB', 'DE', 'CI', 'XK', 'ZW']))
  for (const none of ['DD', 'EU', 'SU', 'UK', 'UN', 'YU', 'ZZ']) expect(codes).not.toContain(none)
  expect(new Set(all.map(({ label }) => label)).size).toBe(all.length)
  expect(all.length).toBeGreaterThan(240)
})

test('a phone without a number is not sent', () => {
  const values = { ...valuesOf(client), phones: [...client.phones, { kind: 'fax' as const, number: ' ' }] }
  expect(inputOf(values).phones).toEqual(client.phones)
})
