import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, endOfMonth, fiscalYearStart, months } from '#kernel/calendar.ts'
import { cover } from './cover.ts'

const cases = `
  2026-01-01  2026-03-31  2026-01-01 2026-03-01  -                      -
  2026-01-15  2026-03-31  2026-02-01 2026-03-01  2026-01-15 2026-01-31  -
  2026-01-01  2026-03-10  2026-01-01 2026-02-01  -                      2026-03-01 2026-03-10
  2026-01-15  2026-03-10  2026-02-01 2026-02-01  2026-01-15 2026-01-31  2026-03-01 2026-03-10
  2026-01-15  2026-01-20  - -                    2026-01-15 2026-01-20  -
  2026-01-15  2026-02-10  - -                    2026-01-15 2026-01-31  2026-02-01 2026-02-10
  2026-02-01  2026-02-10  - -                    2026-02-01 2026-02-10  -
  2026-02-10  2026-02-01  - -                    -                      -
  beginning   2026-02-10  0001-01-01 2026-01-01  -                      2026-02-01 2026-02-10
  beginning   2026-02-28  0001-01-01 2026-02-01  -                      -`

test.each(
  cases
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/)),
)('%s to %s', (from = '', to = '', whole = '', head = '', tail = '') => {
  const piece = (text: string) => (text === '-' ? null : { from: text.split(' ')[0], to: text.split(' ')[1] })
  const [first = '-', last = '-'] = whole.split(' ')
  expect(cover({ from: from === 'beginning' ? null : from, to })).toEqual({
    firstMonth: first === '-' ? null : first,
    lastMonth: last === '-' ? null : last,
    head: piece(head),
    tail: piece(tail),
  })
})

test('every day of a span is covered once', () => {
  const day = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2024-01-15', days))
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 200 }), (from, length) => {
      const to = addDays(from, length)
      const { firstMonth, lastMonth, head, tail } = cover({ from, to })
      const whole =
        firstMonth && lastMonth
          ? months(firstMonth, endOfMonth(lastMonth)).map((month) => ({
              from: `${month}-01`,
              to: endOfMonth(`${month}-01`),
            }))
          : []
      const days = [head, ...whole, tail].flatMap((piece) => {
        const inside: string[] = []
        for (let date = piece?.from ?? 'z'; piece && date <= piece.to; date = addDays(date, 1)) inside.push(date)
        return inside
      })
      expect(days).toEqual(Array.from({ length: length + 1 }, (_, at) => addDays(from, at)))
    }),
  )
})

test.each([
  ['2026-05-10', 1, '2026-01-01'],
  ['2026-05-10', 7, '2025-07-01'],
  ['2026-07-01', 7, '2026-07-01'],
  ['2026-06-30', 7, '2025-07-01'],
])('on %s the fiscal year of month %i began %s', (date, month, start) => {
  expect(fiscalYearStart(date, month)).toBe(start)
})
