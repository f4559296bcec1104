import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#kernel/calendar.ts'
import { feeCents, feePeriod } from './late-fee.ts'
import { filled } from './texts.ts'

test.each([
  ['2026-03-01', 7, 'once', '2026-03-08', null],
  ['2026-03-01', 7, 'once', '2026-03-09', '2026-03-09'],
  ['2026-03-01', 7, 'once', '2027-03-09', '2026-03-09'],
  ['2026-01-30', 0, 'monthly', '2026-02-27', '2026-01-31'],
  ['2026-01-30', 0, 'monthly', '2026-02-28', '2026-02-28'],
  ['2026-01-30', 0, 'monthly', '2026-03-31', '2026-03-31'],
] as const)('due %s, %i days of grace, %s, on %s: %s', (dueOn, grace, repeat, today, period) => {
  expect(feePeriod(dueOn, grace, repeat, today)).toBe(period)
})

test('periods never go back and never lie ahead', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-31', days))
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 40 }), day, (dueOn, grace, today) => {
      const now = feePeriod(dueOn, grace, 'monthly', today)
      const tomorrow = feePeriod(dueOn, grace, 'monthly', addDays(today, 1))
      if (now === null) return
      expect(now <= today).toBe(true)
      expect(tomorrow !== null && tomorrow >= now).toBe(true)
    }),
  )
})

test('a fee is a share of what is due, half a cent up, or an amount', () => {
  expect(feeCents({ kind: 'percent', percent: '1.5' }, 10_033)).toBe(150)
  expect(feeCents({ kind: 'percent', percent: '1.5' }, 10_034)).toBe(151)
  expect(feeCents({ kind: 'fixed', cents: 2_500 }, 10)).toBe(2_500)
})

test('words in braces are filled in, others stay', () => {
  const words = { client: 'Birch', number: '26/03/001', amount: '$5.00', due: 'Mar 1, 2026', company: 'Maple' }
  expect(filled('{client}: {number} {what} {amount}', words)).toBe('Birch: 26/03/001 {what} $5.00')
})
