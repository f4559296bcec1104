export type Address = {
  addressLine1: string | null
  addressLine2: string | null
  city: string | null
  region: string | null
  postalCode: string | null
  country: string | null
}

/** An address as it stands on paper, line by line; the country only where it is not the sender's own. */
export function addressLines(address: Address, homeCountry: string | null, locale = 'en-US'): string[] {
  const region = [address.region, address.postalCode].filter(isGiven).join(' ')
  const place = [address.city, region].filter(isGiven).join(', ')
  const abroad =
    address.country !== null && address.country !== homeCountry ? countryName(address.country, locale) : null
  return [address.addressLine1, address.addressLine2, place, abroad].filter(isGiven)
}

/** Letter where that is what printers hold (North and parts of Latin America), else A4. */
export function paperOf(country: string | null): 'letter' | 'a4' {
  return country === null || ['US', 'CA', 'MX', 'CL', 'CO', 'CR', 'GT', 'PA', 'PH', 'PR', 'VE'].includes(country)
    ? 'letter'
    : 'a4'
}

function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(code) ?? code
}

function isGiven(text: string | null): text is string {
  return text !== null && text.trim() !== ''
}
