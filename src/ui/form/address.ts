export type Address = {
  addressLine1: string | null
  addressLine2: string | null
  city: string | null
  region: string | null
  postalCode: string | null
  country: string | null
}

/** The address as it is written on an envelope. */
export function addressLines(of: Address): string[] {
  const town = [of.city, [of.region, of.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  const country = of.country ? new Intl.DisplayNames('en-US', { type: 'region' }).of(of.country) : ''
  return [of.addressLine1, of.addressLine2, town, country].flatMap((line) => line || [])
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
