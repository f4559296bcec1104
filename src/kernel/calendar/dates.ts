import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** A date of the calendar, `YYYY-MM-DD`, in no time zone. Such strings sort by time. */
export type PlainDate = string

const form = /^\d{4}-\d{2}-\d{2}$/
const earliest = '1900-01-01'
const latest = '2199-12-31'

/** A date on the wire; one that does not exist (2026-02-30) or lies outside 1900–2199 is refused. */
export const PlainDateSchema = z
  .string('Enter a date.')
  .refine(isPlainDate, 'Enter a date as YYYY-MM-DD.')
  .refine((date) => date >= earliest && date <= latest, 'Enter a date between 1900 and 2199.')
  .meta({ format: 'date' })

/** Whether the text is a date that exists. */
export function isPlainDate(text: string): boolean {
  if (!form.test(text)) return false
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** The date `days` later, or earlier when negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return plain(date).add({ days }).toString()
}

/** The same day `count` months later; a day that the month lacks becomes its last (Jan 31 + 1 month is Feb 28). */
export function addMonths(date: PlainDate, count: number): PlainDate {
  return plain(date).add({ months: count }).toString()
}

/** Days from `from` to `to`: positive when `to` is later. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return plain(from).until(plain(to), { largestUnit: 'day' }).days
}

/** -1, 0 or 1: the order for sorting. */
export function compareDates(a: PlainDate, b: PlainDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0
}

export function laterDate(a: PlainDate, b: PlainDate): PlainDate {
  return a < b ? b : a
}

/** 1 to 31. */
export function dayOfMonth(date: PlainDate): number {
  return plain(date).day
}

export function startOfMonth(date: PlainDate): PlainDate {
  return plain(date).with({ day: 1 }).toString()
}

export function endOfMonth(date: PlainDate): PlainDate {
  const day = plain(date)
  return day.with({ day: day.daysInMonth }).toString()
}

export function startOfYear(date: PlainDate): PlainDate {
  return plain(date).with({ month: 1, day: 1 }).toString()
}

/** The seven days of the week that holds the date; `startsOn` 1 is Monday … 7 is Sunday. */
export function weekOf(date: PlainDate, startsOn = 1): PlainDate[] {
  const day = plain(date)
  const first = day.subtract({ days: (day.dayOfWeek - startsOn + 7) % 7 })
  return Array.from({ length: 7 }, (_, offset) => first.add({ days: offset }).toString())
}

/** Short and absolute: `Nov 24, 2026`. The time zone of the reader plays no part. */
export function formatDate(date: PlainDate, locale = 'en-US'): string {
  return dateFormat(locale).format(Date.parse(`${date}T00:00:00Z`))
}

const formats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(locale: string): Intl.DateTimeFormat {
  const found = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  formats.set(locale, found)
  return found
}

function plain(date: PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.from(date, { overflow: 'reject' })
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}
