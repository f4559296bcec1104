import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amountOf, hoursOf, MINUTES_MAX, type Rounding, roundSeconds } from './rounding.ts'

const cases = `
  seconds  0 nearest  0 up  6 nearest  6 up  15 nearest  15 up  30 nearest  30 up
        0          0     0          0     0           0      0           0      0
        1          1     1          0     6           0     15           0     30
       29          1     1          0     6           0     15           0     30
       90          2     2          0     6           0     15           0     30
      179          3     3          0     6           0     15           0     30
      180          3     3          6     6           0     15           0     30
      360          6     6          6     6           0     15           0     30
      361          6     7          6    12           0     15           0     30
      449          7     8          6    12           0     15           0     30
      450          8     8          6    12          15     15           0     30
      899         15    15         12    18          15     15           0     30
      900         15    15         18    18          15     15          30     30
     1800         30    30         30    30          30     30          30     30
     1801         30    31         30    36          30     45          30     60
     3599         60    60         60    60          60     60          60     60
     3600         60    60         60    60          60     60          60     60
     3601         60    61         60    66          60     75          60     90
  3000000      44640 44640      44640 44640       44640  44640       44640  44640`

const columns: Rounding[] = [0, 6, 15, 30].flatMap((minutes) => [
  { minutes, mode: 'nearest' as const },
  { minutes, mode: 'up' as const },
])
const rows = cases
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(/\s+/).map(Number))

test.each(rows)('%d seconds', (seconds, ...minutes) => {
  expect(columns.map((rounding) => roundSeconds(seconds as number, rounding))).toEqual(minutes)
})

test('rounding up never takes time, nearest moves at most half a step, all are whole steps', () => {
  const anySeconds = fc.integer({ min: 0, max: MINUTES_MAX * 60 })
  fc.assert(
    fc.property(anySeconds, fc.constantFrom(...columns), (seconds, rounding) => {
      const minutes = roundSeconds(seconds, rounding)
      const step = rounding.minutes || 1
      expect(minutes % step === 0 || minutes === MINUTES_MAX).toBe(true)
      if (rounding.mode === 'up') expect(minutes * 60).toBeGreaterThanOrEqual(seconds)
      const most = rounding.mode === 'up' ? step * 60 : step * 30
      if (seconds >= 60) expect(Math.abs(minutes * 60 - seconds)).toBeLessThanOrEqual(most)
    }),
  )
})

test.each`
  minutes | rate     | hours       | cents
  ${60}   | ${12000} | ${'1'}      | ${12000}
  ${50}   | ${10000} | ${'0.8333'} | ${8333}
  ${90}   | ${9999}  | ${'1.5'}    | ${14999}
  ${20}   | ${99999} | ${'0.3333'} | ${33330}
  ${1}    | ${1}     | ${'0.0167'} | ${0}
`('$minutes minutes at $rate are $hours hours, $cents cents', ({ minutes, rate, hours, cents }) => {
  expect(hoursOf(minutes)).toBe(hours)
  expect(amountOf(minutes, rate)).toBe(cents)
})
