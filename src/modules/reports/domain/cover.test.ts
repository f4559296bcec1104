import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, endOfMonth, fiscalYearStart, months } from '#kernel/calendar.ts'
import { cover } from './cover.ts'

const today = '2026-05-20'

/** From, to, whole months, and the days of broken ones that are added (+) or taken off (-). */
const cases = `
  2026-01-01  2026-03-31  2026-01-01 2026-03-01  -                        -
  2026-01-16  2026-03-31  2026-02-01 2026-03-01  + 2026-01-16 2026-01-31  -
  2026-01-15  2026-03-31  2026-01-01 2026-03-01  - 2026-01-01 2026-01-14  -
  2026-01-01  2026-03-10  2026-01-01 2026-02-01  -                        + 2026-03-01 2026-03-10
  2026-01-01  2026-03-20  2026-01-01 2026-03-01  -                        - 2026-03-21 2026-03-31
  2026-01-16  2026-03-10  2026-02-01 2026-02-01  + 2026-01-16 2026-01-31  + 2026-03-01 2026-03-10
  2026-01-15  2026-01-20  - -                    + 2026-01-15 2026-01-20  -
  2026-01-16  2026-02-10  - -                    + 2026-01-16 2026-01-31  + 2026-02-01 2026-02-10
  2026-02-01  2026-02-10  - -                    -                        + 2026-02-01 2026-02-10
  2026-02-10  2026-02-01  - -                    -                        -
  beginning   2026-02-10  0001-01-01 2026-01-01  -                        + 2026-02-01 2026-02-10
  beginning   2026-02-28  0001-01-01 2026-02-01  -                        -
  beginning   2026-05-20  0001-01-01 2026-05-01  -                        - 2026-05-21 2026-05-31
  2026-06-01  2026-06-02  2026-06-01 2026-06-01  -                        - 2026-06-03 2026-06-30`

test.each(
  cases
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ {2,}/)),
)('%s to %s', (from = '', to = '', whole = '', head = '', tail = '') => {
  const piece = (text: string) => {
    const [sign, first, last] = text.split(' ')
    return first === undefined ? null : { from: first, to: last, sign: sign === '+' ? 1 : -1 }
  }
  const [first = '-', last = '-'] = whole.split(' ')
  expect(cover({ from: from === 'beginning' ? null : from, to }, today)).toEqual({
    firstMonth: first === '-' ? null : first,
    lastMonth: last === '-' ? null : last,
    head: piece(head),
    tail: piece(tail),
  })
})

test('every day of a span counts once, and no other day', () => {
  const day = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2024-01-15', days))
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 200 }), day, (from, length, now) => {
      const to = addDays(from, length)
      const { firstMonth, lastMonth, head, tail } = cover({ from, to }, now)
      const whole =
        firstMonth && lastMonth
          ? months(firstMonth, endOfMonth(lastMonth)).map((month) => ({
              from: `${month}-01`,
              to: endOfMonth(`${month}-01`),
              sign: 1 as const,
            }))
          : []
      const counted = new Map<string, number>()
      for (const piece of [head, ...whole, tail])
        for (let date = piece?.from ?? 'z'; piece && date <= piece.to; date = addDays(date, 1))
          counted.set(date, (counted.get(date) ?? 0) + piece.sign)
      const days = [...counted].filter(([, times]) => times !== 0).sort()
      expect(days).toEqual(Array.from({ length: length + 1 }, (_, at) => [addDays(from, at), 1]))
    }),
  )
})

test('what runs today is never read day by day', () => {
  expect(cover({ from: '2026-01-01', to: '2026-05-03' }, '2026-05-03').tail).toMatchObject({
    from: '2026-05-04',
    sign: -1,
  })
})

test.each([
  ['2026-05-10', 1, '2026-01-01'],
  ['2026-05-10', 7, '2025-07-01'],
  ['2026-07-01', 7, '2026-07-01'],
  ['2026-06-30', 7, '2025-07-01'],
])('on %s the fiscal year of month %i began %s', (date, month, start) => {
  expect(fiscalYearStart(date, month)).toBe(start)
})
