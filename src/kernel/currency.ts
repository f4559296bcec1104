import { z } from 'zod'
import { present } from './assert.ts'

/** One currency of ISO 4217: `digits` of its minor unit, and the symbol where people type one. */
export type Currency = Readonly<{ code: string; digits: number; name: string; symbol?: string }>

/** Code, name and, for the common ones, the symbol. Two digits unless listed below. Funds and metals are left out. */
const table = `
AED United Arab Emirates Dirham|AFN Afghani|ALL Lek|AMD Armenian Dram|AOA Kwanza|ARS Argentine Peso $
AUD Australian Dollar $|AWG Aruban Florin|AZN Azerbaijan Manat ₼|BAM Convertible Mark|BBD Barbados Dollar $|BDT Taka ৳
BHD Bahraini Dinar|BIF Burundi Franc|BMD Bermudian Dollar $|BND Brunei Dollar $|BOB Boliviano|BRL Brazilian Real R$
BSD Bahamian Dollar $|BTN Ngultrum|BWP Pula|BYN Belarusian Ruble|BZD Belize Dollar $|CAD Canadian Dollar $
CDF Congolese Franc|CHF Swiss Franc|CLP Chilean Peso $|CNY Yuan Renminbi ¥|COP Colombian Peso $|CRC Costa Rican Colon ₡
CUP Cuban Peso $|CVE Cabo Verde Escudo|CZK Czech Koruna Kč|DJF Djibouti Franc|DKK Danish Krone kr|DOP Dominican Peso $
DZD Algerian Dinar|EGP Egyptian Pound E£|ERN Nakfa|ETB Ethiopian Birr|EUR Euro €|FJD Fiji Dollar $
FKP Falkland Islands Pound £|GBP Pound Sterling £|GEL Lari ₾|GHS Ghana Cedi ₵|GIP Gibraltar Pound £|GMD Dalasi
GNF Guinean Franc|GTQ Quetzal|GYD Guyana Dollar $|HKD Hong Kong Dollar $|HNL Lempira|HTG Gourde|HUF Forint Ft
IDR Rupiah Rp|ILS New Israeli Sheqel ₪|INR Indian Rupee ₹|IQD Iraqi Dinar|IRR Iranian Rial|ISK Iceland Krona kr
JMD Jamaican Dollar $|JOD Jordanian Dinar|JPY Yen ¥|KES Kenyan Shilling|KGS Som|KHR Riel ៛|KMF Comorian Franc
KPW North Korean Won ₩|KRW Won ₩|KWD Kuwaiti Dinar|KYD Cayman Islands Dollar $|KZT Tenge ₸|LAK Lao Kip ₭
LBP Lebanese Pound|LKR Sri Lanka Rupee|LRD Liberian Dollar $|LSL Loti|LYD Libyan Dinar|MAD Moroccan Dirham
MDL Moldovan Leu|MGA Malagasy Ariary|MKD Denar|MMK Kyat|MNT Tugrik ₮|MOP Pataca|MRU Ouguiya|MUR Mauritius Rupee
MVR Rufiyaa|MWK Malawi Kwacha|MXN Mexican Peso $|MYR Malaysian Ringgit RM|MZN Mozambique Metical|NAD Namibia Dollar $
NGN Naira ₦|NIO Cordoba Oro C$|NOK Norwegian Krone kr|NPR Nepalese Rupee|NZD New Zealand Dollar $|OMR Rial Omani
PAB Balboa|PEN Sol S/|PGK Kina|PHP Philippine Peso ₱|PKR Pakistan Rupee|PLN Zloty zł|PYG Guarani ₲|QAR Qatari Rial
RON Romanian Leu|RSD Serbian Dinar|RUB Russian Ruble ₽|RWF Rwanda Franc|SAR Saudi Riyal|SBD Solomon Islands Dollar $
SCR Seychelles Rupee|SDG Sudanese Pound|SEK Swedish Krona kr|SGD Singapore Dollar $|SHP Saint Helena Pound £|SLE Leone
SOS Somali Shilling|SRD Surinam Dollar $|SSP South Sudanese Pound £|STN Dobra|SVC El Salvador Colon|SYP Syrian Pound
SZL Lilangeni|THB Baht ฿|TJS Somoni|TMT Turkmenistan New Manat|TND Tunisian Dinar|TOP Pa'anga|TRY Turkish Lira ₺
TTD Trinidad and Tobago Dollar $|TWD New Taiwan Dollar $|TZS Tanzanian Shilling|UAH Hryvnia ₴|UGX Uganda Shilling
USD US Dollar $|UYU Peso Uruguayo $|UZS Uzbekistan Sum|VED Bolívar Digital|VES Bolívar Soberano|VND Dong ₫|VUV Vatu
WST Tala|XAF CFA Franc BEAC|XCD East Caribbean Dollar $|XCG Caribbean Guilder|XOF CFA Franc BCEAO|XPF CFP Franc
YER Yemeni Rial|ZAR Rand R|ZMW Zambian Kwacha|ZWG Zimbabwe Gold`

const withoutMinorUnit = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ')
const withThreeDigits = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')
const symbols = new Set('$ ₼ ৳ R$ ¥ ₡ Kč kr E£ € £ ₾ ₵ Ft Rp ₪ ₹ ៛ ₩ ₸ ₭ ₮ RM ₦ C$ S/ ₱ zł ₲ ₽ ฿ ₺ ₴ ₫ R'.split(' '))

/**
 * The active national currencies, by code. Source: ISO 4217 list one as maintained by SIX, state of January 2026
 * (XCG in place of ANG, ZWG in place of ZWL, BGN withdrawn).
 */
export const currencies: readonly Currency[] = table.trim().split(/[|\n]/).map(currencyFrom)

const byCode = new Map(currencies.map((currency) => [currency.code, currency]))

/** Whether the three letters name an active currency. */
export function isCurrency(code: string): boolean {
  return byCode.has(code)
}

/** The currency; asserts that the code is one. */
export function currencyOf(code: string): Currency {
  return present(byCode.get(code), `no currency ${code}`)
}

/** How many digits the minor unit has: USD 2, JPY 0, KWD 3. */
export function minorDigits(code: string): number {
  return currencyOf(code).digits
}

/** A currency code on the wire, upper-cased. */
export const CurrencyCode = z
  .string('Choose a currency.')
  .trim()
  .toUpperCase()
  .refine(isCurrency, 'Choose a currency by its three letters, such as USD.')
export type CurrencyCode = string

function currencyFrom(row: string): Currency {
  const [code = '', ...words] = row.split(' ')
  const digits = withoutMinorUnit.includes(code) ? 0 : withThreeDigits.includes(code) ? 3 : 2
  const symbol = words.at(-1) ?? ''
  if (!symbols.has(symbol)) return { code, digits, name: words.join(' ') }
  return { code, digits, name: words.slice(0, -1).join(' '), symbol }
}
