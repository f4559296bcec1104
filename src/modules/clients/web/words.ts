import type { Client, phoneKinds } from '../contract.ts'

export const phoneWords: Record<(typeof phoneKinds)[number], string> = {
  mobile: 'Mobile',
  work: 'Work',
  home: 'Home',
  fax: 'Fax',
  other: 'Other',
}

/** The address as it is written on an envelope. */
export function addressLines(client: Client): string[] {
  const town = [client.city, [client.region, client.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  const country = client.country ? countryName(client.country) : ''
  return [client.addressLine1, client.addressLine2, town, country].flatMap((line) => line || [])
}

export function countryName(code: string, locale = 'en-US'): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code
}

// Regions of ISO 3166-1 that the browser names although they are no countries, or withdrawn.
const noCountries = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))

/** Countries to choose from, by name. A code that the browser rewrites or cannot name is none. */
export function countries(locale = 'en-US'): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !noCountries.has(code) && new Intl.Locale(`und-${code}`).region === code)
    .flatMap((code) => {
      const label = names.of(code)
      return label ? [{ value: code, label }] : []
    })
    .sort((a, b) => a.label.localeCompare(b.label, locale))
}
