import { isTimeZone } from '#kernel/calendar.ts'

const euro = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ')
const others: Record<string, string> = {
  US: 'USD',
  GB: 'GBP',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  CH: 'CHF',
  JP: 'JPY',
  IN: 'INR',
  MX: 'MXN',
  BR: 'BRL',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  ZA: 'ZAR',
  SG: 'SGD',
}

/** What the browser tells of where a company probably is; every guess can be changed. */
export function guesses(language = navigator.language, zone = Intl.DateTimeFormat().resolvedOptions().timeZone) {
  const region = regionOf(language)
  return {
    country: region ?? '',
    currency: region && euro.includes(region) ? 'EUR' : (others[region ?? ''] ?? 'USD'),
    timeZone: isTimeZone(zone) ? zone : 'America/New_York',
    locale: region ? language : 'en-US',
  }
}

function regionOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).region
  } catch {
    return undefined
  }
}
