import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hoursOf, inputOf, minutesOf, valuesOf } from './form-values.ts'

test('minutes survive being shown as hours', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 60_000_000 }), (minutes) => minutesOf(hoursOf(minutes)) === minutes))
  expect(hoursOf(90)).toBe('1.5')
  expect(minutesOf('0.75')).toBe(45)
})

test('a service without a name is left out, the others keep their ids', () => {
  const services = [
    { id: 'a', catalogItemId: null, name: 'Design' },
    { catalogItemId: null, name: ' ' },
  ]
  const input = inputOf({ ...valuesOf({ clientId: 'c' }), services, budgetHours: '10' })
  expect(input.services).toEqual([services[0]])
  expect(input).toMatchObject({ clientId: 'c', budgetMinutes: 600 })
  expect(input).not.toHaveProperty('budgetHours')
})
