import { expect, test } from 'vitest'
import { readDate } from './read-date.ts'

const today = '2026-11-24'

test.each([
  ['2026-02-28', '2026-02-28'],
  ['2026-02-30', undefined],
  ['today', '2026-11-24'],
  ['+30', '2026-12-24'],
  ['-1', '2026-11-23'],
  ['11/4', '2026-11-04'],
  ['1/4', '2027-01-04'],
  ['11/4/25', '2025-11-04'],
  ['nov 4', '2026-11-04'],
  ['4 november 2025', '2025-11-04'],
  ['November 4, 2025', '2025-11-04'],
  ['13/40', undefined],
  ['soon', undefined],
])('%s is read as %s', (typed, date) => {
  expect(readDate(typed, today)).toBe(date)
})

test('the day comes first where people write it first', () => {
  expect(readDate('4.11.', today, 'de-DE')).toBe('2026-11-04')
  expect(readDate('4/11', today, 'en-GB')).toBe('2026-11-04')
})
