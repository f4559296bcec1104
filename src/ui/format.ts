import { formatDate, formatInstant, systemClock, todayIn } from '#kernel/calendar.ts'
import { formatAccounting, formatMoney } from '#kernel/money.ts'
import { useCompanyId, useMe } from './session.ts'

/** `in 3 days`, `2 hours ago`, seen from `nowMs`. */
export function relativeText(instant: string, locale: string, nowMs: number): string {
  const seconds = Math.trunc((Date.parse(instant) - nowMs) / 1000)
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit)
  }
  return words.format(0, 'minute')
}

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** Hours from seconds as people read them: `1:05`. */
export function durationText(seconds: number): string {
  const minutes = Math.trunc(seconds / 60)
  return `${Math.trunc(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** Money, dates and instants in the company's currency, locale and time zone; outside a company in the browser's zone. */
export function useFormat() {
  const companyId = useCompanyId()
  const company = useMe()?.companies.find((one) => one.id === companyId)
  const locale = company?.locale || 'en-US'
  const timeZone = company?.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  const currency = company?.currency || 'USD'
  return {
    locale,
    timeZone,
    currency,
    money: (cents: number, inCurrency = currency) => formatMoney(cents, inCurrency, locale),
    accounting: (cents: number, inCurrency = currency) => formatAccounting(cents, inCurrency, locale),
    date: (date: string) => formatDate(date, locale),
    instant: (instant: string) => formatInstant(instant, timeZone, locale),
    relative: (instant: string) => relativeText(instant, locale, Date.parse(systemClock())),
    /** Today where the company is. */
    today: () => todayIn(timeZone, systemClock()),
    number: (value: string | number) =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(value as number),
  }
}
