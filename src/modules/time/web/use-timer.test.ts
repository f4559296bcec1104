import { expect, test } from 'vitest'
import type { Timer } from '../contract.ts'
import { clockText } from './duration-input.tsx'
import { elapsedNow } from './use-timer.ts'

const timer = { elapsedSeconds: 600, runningSince: '2026-03-02T14:00:00.000000Z' } as Timer

test.each`
  what                         | given                               | at        | seconds
  ${'just received'}           | ${timer}                            | ${5_000}  | ${600}
  ${'a while later'}           | ${timer}                            | ${66_500} | ${661}
  ${'paused'}                  | ${{ ...timer, runningSince: null }} | ${66_500} | ${600}
  ${'this clock was set back'} | ${timer}                            | ${1_000}  | ${600}
`('$what: $seconds seconds', ({ given, at, seconds }) => {
  expect(elapsedNow(given, 5_000, at)).toBe(seconds)
})

test('the clock shows hours, minutes and seconds', () => {
  expect([0, 59, 3909, 122_400].map(clockText)).toEqual(['0:00:00', '0:00:59', '1:05:09', '34:00:00'])
})
