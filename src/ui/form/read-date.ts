import { addDays, isPlainDate } from '#kernel/calendar.ts'

/** Reads a date as people type it; without a year it is the nearest one to `today`. Undefined when it is none. */
export function readDate(text: string, today: string, locale = 'en-US'): string | undefined {
  const typed = text.trim().toLowerCase()
  if (isPlainDate(typed)) return typed
  if (typed === 'today' || typed === 't') return today
  if (typed === 'yesterday' || typed === 'y') return addDays(today, -1)
  if (typed === 'tomorrow') return addDays(today, 1)
  if (/^[+-]\d{1,4}$/.test(typed)) return addDays(today, Number(typed))
  const parts = parse(typed, locale)
  if (!parts) return undefined
  const { month, day, year } = parts
  const wholeYear = year === undefined ? nearestYear(month, day, today) : year < 100 ? 2000 + year : year
  const found = [String(wholeYear).padStart(4, '0'), pad(month), pad(day)].join('-')
  return isPlainDate(found) ? found : undefined
}

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

function parse(typed: string, locale: string): { month: number; day: number; year: number | undefined } | undefined {
  const named = /^(?:(\d{1,2})\.? )?([a-z]{3})[a-z]*\.?(?: (\d{1,2}))?(?:,? (\d{4}))?$/.exec(typed)
  if (named) {
    const month = monthNames.indexOf(named[2] ?? '') + 1
    const day = Number(named[1] ?? named[3])
    if (month > 0 && day > 0) return { month, day, year: named[4] ? Number(named[4]) : undefined }
  }
  const numbers = /^(\d{1,2})[/. -](\d{1,2})(?:[/. -](\d{2}|\d{4}))?\.?$/.exec(typed)
  if (!numbers) return undefined
  const [first, second] = [Number(numbers[1]), Number(numbers[2])]
  const year = numbers[3] ? Number(numbers[3]) : undefined
  return monthFirst(locale) ? { month: first, day: second, year } : { month: second, day: first, year }
}

function monthFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(0).map((part) => part.type)
  return parts.indexOf('month') < parts.indexOf('day')
}

function nearestYear(month: number, day: number, today: string): number {
  const year = Number(today.slice(0, 4))
  const candidates = [year - 1, year, year + 1].map((one) => ({
    one,
    apart: Math.abs(Date.parse(`${one}-${pad(month)}-${pad(Math.min(day, 28))}`) - Date.parse(today)),
  }))
  return candidates.reduce((best, next) => (next.apart < best.apart ? next : best)).one
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
