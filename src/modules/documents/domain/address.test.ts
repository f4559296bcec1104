import { expect, test } from 'vitest'
import { addressLines, paperOf } from './address.ts'

const empty = { addressLine1: null, addressLine2: null, city: null, region: null, postalCode: null, country: null }

test.each([
  [{}, []],
  [
    { addressLine1: '77 Pier Avenue', city: 'Portland', region: 'ME', postalCode: '04101', country: 'US' },
    ['77 Pier Avenue', 'Portland, ME 04101'],
  ],
  [{ addressLine1: ' ', city: 'Berlin', postalCode: '10115', country: 'DE' }, ['Berlin, 10115', 'Germany']],
  [{ region: 'ME' }, ['ME']],
])('%j', (address, lines) => {
  expect(addressLines({ ...empty, ...address }, 'US')).toEqual(lines)
})

test('paper', () => {
  expect([paperOf('US'), paperOf(null), paperOf('DE')]).toEqual(['letter', 'letter', 'a4'])
})
