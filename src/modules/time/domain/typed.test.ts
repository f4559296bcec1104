import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from './typed.ts'

test.each`
  text         | minutes
  ${''}        | ${0}
  ${'1:30'}    | ${90}
  ${':45'}     | ${45}
  ${'0:05'}    | ${5}
  ${'1.5'}     | ${90}
  ${'1,5'}     | ${90}
  ${'.25'}     | ${15}
  ${'8'}       | ${480}
  ${'90m'}     | ${90}
  ${'1h'}      | ${60}
  ${'1h 30m'}  | ${90}
  ${'1h30'}    | ${undefined}
  ${'1.5 h'}   | ${90}
  ${'45 min'}  | ${45}
  ${'0.3333'}  | ${20}
  ${'24'}      | ${1440}
  ${'24:01'}   | ${undefined}
  ${'1:60'}    | ${undefined}
  ${'-1'}      | ${undefined}
  ${'one'}     | ${undefined}
  ${'1:30:00'} | ${undefined}
`('“$text” is $minutes minutes', ({ text, minutes }) => {
  const reading = parseDuration(text)
  expect(reading.ok ? reading.value : undefined).toBe(minutes)
  if (!reading.ok) expect(reading.reason).toMatch(/hours/)
})

test.each`
  minutes | text
  ${0}    | ${'0:00'}
  ${5}    | ${'0:05'}
  ${90}   | ${'1:30'}
  ${6000} | ${'100:00'}
`('$minutes minutes read $text', ({ minutes, text }) => {
  expect(formatDuration(minutes)).toBe(text)
})
