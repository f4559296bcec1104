import { expect, test } from 'vitest'
import { addressLines, countries } from './address.ts'

const address = {
  addressLine1: '14 Wharf Street',
  addressLine2: null,
  city: 'Albany',
  region: 'NY',
  postalCode: '12207',
  country: 'US',
}

test('an address as on an envelope, whatever is missing', () => {
  expect(addressLines(address)).toEqual(['14 Wharf Street', 'Albany, NY 12207', 'United States'])
  expect(addressLines({ ...address, city: null, country: null })).toEqual(['14 Wharf Street', 'NY 12207'])
  expect(
    addressLines({ ...address, addressLine1: null, city: null, region: null, postalCode: null, country: null }),
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
