import { addDecimals, compareDecimals, multiplyDecimals, parseQuantity, roundHalfUp } from '#kernel/decimal.ts'
import { type Reading, read, unreadable } from '#kernel/reading.ts'

const sentence = 'Enter hours, such as 1:30 or 1.5.'

/** Minutes as people type them: `1:30`, `1.5`, `1,5`, `:45`, `90m`, `1h 30m`; empty is nothing. At most one day. */
export function parseDuration(text: string): Reading<number> {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ')
  if (plain === '') return read(0)
  const minutes = clock(plain) ?? words(plain) ?? hours(plain)
  if (minutes === undefined) return unreadable(sentence)
  return minutes > 1440 ? unreadable('A day has 24 hours.') : read(minutes)
}

/** `1:30`; `0:00` for nothing. */
export function formatDuration(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

function clock(text: string): number | undefined {
  const match = /^(\d{0,3}):([0-5]\d)$/.exec(text)
  return match ? Number(match[1] || 0) * 60 + Number(match[2]) : undefined
}

function words(text: string): number | undefined {
  const match = /^(?:(\d+(?:[.,]\d+)?) ?h(?:ours?|rs?)?)?(?: ?(\d{1,4}) ?m(?:in(?:utes?)?)?)?$/.exec(text)
  if (!match || (match[1] === undefined && match[2] === undefined)) return undefined
  const fromHours = match[1] === undefined ? '0' : multiplyDecimals(match[1].replace(',', '.'), 60)
  return Number(roundHalfUp(addDecimals(fromHours, match[2] ?? '0')))
}

function hours(text: string): number | undefined {
  const quantity = parseQuantity(/^\d*,\d{1,2}$/.test(text) ? text.replace(',', '.') : text)
  if (!quantity.ok || compareDecimals(quantity.value, '0') < 0) return undefined
  return Number(roundHalfUp(multiplyDecimals(quantity.value, 60)))
}
