import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { PlainDate } from './dates.ts'

/**
 * A point in time, RFC 3339 in UTC with six decimals as PostgreSQL keeps it: `2026-11-24T18:03:07.120000Z`. All ours
 * have this form, so that they also sort and compare as strings.
 */
export type Instant = string

/** Ours, of years that a date writes with four digits wherever it is moved to. */
const canonical = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/
const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}(:?\d{2})?)$/

/** An instant on the wire: RFC 3339 with `Z` or an offset; comes out in UTC. */
export const InstantSchema = z
  .string('Enter a time.')
  .refine(isInstant, 'Enter a time such as 2026-11-24T18:03:07Z.')
  .refine((text) => !isInstant(text) || /^(19|20|21)/.test(instantOf(text)), 'Enter a time between 1900 and 2199.')
  .overwrite((text) => (isInstant(text) ? instantOf(text) : text))
  .meta({ format: 'date-time' })

/** The canonical form of an RFC 3339 or PostgreSQL text (`2026-11-24 18:03:07.12+00`). */
export function instantOf(text: string): Instant {
  return Temporal.Instant.from(text.replace(' ', 'T')).toString({ smallestUnit: 'microsecond' })
}

/** Now, by the wall clock of this machine. The only place that reads it: code inside a command uses `scope.now`. */
export function systemClock(): Instant {
  return Temporal.Now.instant().toString({ smallestUnit: 'microsecond' })
}

export function compareInstants(a: Instant, b: Instant): -1 | 0 | 1 {
  return Temporal.Instant.compare(a, b) as -1 | 0 | 1
}

/** The instant `seconds` later; fractions count to the microsecond. */
export function addSeconds(instant: Instant, seconds: number): Instant {
  // Every request moves one: whole seconds leave the fraction as it is, which a date can do.
  if (Number.isInteger(seconds) && canonical.test(instant)) {
    const moved = new Date(Date.parse(`${instant.slice(0, 19)}Z`) + seconds * 1000)
    return moved.toISOString().slice(0, 19) + instant.slice(19)
  }
  const moved = Temporal.Instant.from(instant).add({ microseconds: Math.round(seconds * 1_000_000) })
  return moved.toString({ smallestUnit: 'microsecond' })
}

/** Seconds from `from` to `to`, with fractions: positive when `to` is later. */
export function secondsBetween(from: Instant, to: Instant): number {
  const nanoseconds = Temporal.Instant.from(to).epochNanoseconds - Temporal.Instant.from(from).epochNanoseconds
  return Number(nanoseconds / 1000n) / 1_000_000
}

/** The date on the wall in the zone at that instant. */
export function dateIn(zone: string, instant: Instant): PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** Today in the company's zone, by the clock that is handed in (`scope.now`). */
export function todayIn(zone: string, now: Instant): PlainDate {
  return dateIn(zone, now)
}

/** The time on the wall in the zone, `18:03`. */
export function timeIn(zone: string, instant: Instant): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** When the clock on the wall says `09:30` on that date; a time that daylight saving time skips is an hour later. */
export function instantIn(zone: string, date: PlainDate, time: string): Instant {
  const wall = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time })
  return wall.toInstant().toString({ smallestUnit: 'microsecond' })
}

/** When the date begins in the zone; also where midnight is skipped by daylight saving time. */
export function startOfDayIn(zone: string, date: PlainDate): Instant {
  const start = Temporal.PlainDate.from(date).toZonedDateTime(zone)
  return start.toInstant().toString({ smallestUnit: 'microsecond' })
}

/** Whether this machine knows the IANA name (`America/Chicago`). */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** A time zone on the wire. */
export const TimeZoneSchema = z.string('Choose a time zone.').refine(isTimeZone, 'Choose a time zone from the list.')

/** The names to choose from, UTC first. */
export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')]
}

/** `Nov 24, 2026, 6:03 PM`, on the wall of the zone. */
export function formatInstant(instant: Instant, zone: string, locale = 'en-US'): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: zone } as const
  return new Intl.DateTimeFormat(locale, options).format(Temporal.Instant.from(instant).epochMilliseconds)
}

function isInstant(text: string): boolean {
  if (!rfc3339.test(text)) return false
  try {
    instantOf(text)
    return true
  } catch {
    return false
  }
}
