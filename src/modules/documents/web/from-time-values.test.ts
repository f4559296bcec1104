import { expect, test } from 'vitest'
import { chosenOf, hoursText, sumText, type Unbilled, type UnbilledExpense } from './from-time-values.ts'

const entry = (id: string, minutes: number, rateCents: number | null, amountCents = 0) =>
  ({ id, minutes, rateCents, amountCents }) as Unbilled

test('what is billed has a rate and was not left out', () => {
  const items = [entry('a', 90, 10_000, 15_000), entry('b', 30, 8_000, 4_000), entry('c', 60, null)]
  const spent = [
    { id: 'x', billableCents: 1_150 },
    { id: 'y', billableCents: 350 },
  ] as UnbilledExpense[]
  expect(chosenOf(items, [], new Set())).toMatchObject({ minutes: 120, amountCents: 19_000 })
  const chosen = chosenOf(items, spent, new Set(['a', 'y']))
  expect(chosen).toMatchObject({ minutes: 30, amountCents: 5_150 })
  expect(sumText(chosen, 3, 2)).toBe('1 of 3 entries, 0:30 hours, 1 of 2 expenses')
  expect(sumText(chosen, 0, 2)).toBe('1 of 2 expenses')
  expect(chosen.entries.map((one) => one.id)).toEqual(['b'])
})

test.each([
  [0, '0:00'],
  [95, '1:35'],
  [600, '10:00'],
])('%i minutes are %s', (minutes, text) => expect(hoursText(minutes)).toBe(text))
