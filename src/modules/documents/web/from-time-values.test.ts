import { expect, test } from 'vitest'
import { chosenOf, hoursText, type Unbilled } from './from-time-values.ts'

const entry = (id: string, minutes: number, rateCents: number | null, amountCents = 0) =>
  ({ id, minutes, rateCents, amountCents }) as Unbilled

test('what is billed has a rate and was not left out', () => {
  const items = [entry('a', 90, 10_000, 15_000), entry('b', 30, 8_000, 4_000), entry('c', 60, null)]
  expect(chosenOf(items, new Set())).toMatchObject({ minutes: 120, amountCents: 19_000 })
  expect(chosenOf(items, new Set(['a'])).entries.map((one) => one.id)).toEqual(['b'])
})

test.each([
  [0, '0:00'],
  [95, '1:35'],
  [600, '10:00'],
])('%i minutes are %s', (minutes, text) => expect(hoursText(minutes)).toBe(text))
