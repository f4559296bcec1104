import { currencyOf, minorDigits } from './currency.ts'
import { type Reading, read, unreadable } from './reading.ts'

/**
 * Reads money as people type it, into minor units: `1234.5`, `$1,234.50`, `USD 1,200`, `(12.00)` and `-12` for
 * negatives, blanks around. Never rounds and never guesses: more decimals than the currency has, separators out of
 * place, another currency's sign or anything else is unreadable, with a sentence that says why.
 */
export function parseMoney(text: string, currency: string): Reading<number> {
  const typed = text.replace(/[\s\u00a0\u202f]+/g, ' ').trim()
  if (typed === '') return unreadable('Enter an amount.')
  const { negative, rest } = takeSign(typed, currency)
  const number = /^(\d*)(?:\.(\d*))?$/.exec(withoutThousands(rest))
  if (!number || !/\d/.test(rest)) return unreadable(whyNot(rest, currency))
  const [, whole = '', fraction = ''] = number
  const digits = minorDigits(currency)
  if (fraction.length > digits) return unreadable(tooManyDecimals(currency))
  const cents = Number(whole + fraction.padEnd(digits, '0'))
  if (!Number.isSafeInteger(cents)) return unreadable('That amount is too large.')
  return read(negative ? 0 - cents : cents)
}

/** `$1,234.50`, `-$12.00`: for reading on screen and paper. */
export function formatMoney(cents: number, currency: string, locale = 'en-US'): string {
  return formatter(currency, locale, 'standard').format(decimalText(cents, currency))
}

/** `($12.00)` for negatives, as accountants write them. */
export function formatAccounting(cents: number, currency: string, locale = 'en-US'): string {
  return formatter(currency, locale, 'accounting').format(decimalText(cents, currency))
}

/** `1234.50`, `-12.00`: no sign, no separators, for CSV and input fields; `parseMoney` reads it back. */
export function formatMoneyPlain(cents: number, currency: string): string {
  return decimalText(cents, currency)
}

/** The sentence for more decimals than the currency has. */
export function tooManyDecimals(currency: string): string {
  const digits = minorDigits(currency)
  return digits === 0 ? `${currency} amounts have no decimals.` : `Use at most ${digits} decimals.`
}

/** The amount's sign and currency are taken off in any usual order: `-$5`, `$-5`, `($5)`, `$(5)`, `5 USD`. */
function takeSign(typed: string, currency: string): { negative: boolean; rest: string } {
  let rest = takeCurrency(typed, currency)
  const parenthesised = /^\((.*)\)$/.exec(rest)
  if (parenthesised) return { negative: true, rest: takeCurrency((parenthesised[1] ?? '').trim(), currency) }
  const minus = /^[-−–] ?/.exec(rest)
  if (minus) rest = takeCurrency(rest.slice(minus[0].length), currency)
  else rest = rest.replace(/^\+ ?/, '')
  return { negative: minus !== null, rest }
}

/** Without the currency's code or symbol before or its code behind; one of them, once. */
function takeCurrency(text: string, currency: string): string {
  const upper = text.toUpperCase()
  for (const mark of [currency, ...marksOf(currency)]) {
    if (upper.startsWith(mark.toUpperCase())) return text.slice(mark.length).trimStart()
  }
  return upper.endsWith(` ${currency}`) ? text.slice(0, -currency.length).trimEnd() : text
}

function marksOf(currency: string): string[] {
  const { symbol } = currencyOf(currency)
  if (symbol === undefined) return []
  return symbol === '$' ? [`${currency.slice(0, 2)}$`, `${currency.slice(0, 1)}$`, '$'] : [symbol]
}

/** Takes thousands separators out where they stand right; elsewhere leaves them to be refused. */
function withoutThousands(text: string): string {
  return /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text
}

function whyNot(rest: string, currency: string): string {
  if (/^[\d.,]*\d[\d.,]*$/.test(rest) && rest.includes(',')) {
    return 'The thousands separators are not where they belong. Write 1,234.50 or 1234.50.'
  }
  if (/^\p{Sc}|^[A-Za-z]{3} ?[\d(-]|\d ?\p{Sc}$/u.test(rest)) return `Amounts here are in ${currency}.`
  return `Enter an amount, such as ${minorDigits(currency) === 0 ? '1,234' : '1,234.50'}.`
}

/** The exact decimal text of the amount: `-0.05`. */
function decimalText(cents: number, currency: string): `${number}` {
  const digits = minorDigits(currency)
  const text = String(Math.abs(cents)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const sign = cents < 0 ? '-' : ''
  return (digits === 0 ? sign + whole : `${sign}${whole}.${text.slice(-digits)}`) as `${number}`
}

const formatters = new Map<string, Intl.NumberFormat>()

/** Digits are ours (ISO 4217): ICU shows some currencies, such as ISK or IQD, with the digits that are in use there. */
function formatter(currency: string, locale: string, currencySign: 'standard' | 'accounting'): Intl.NumberFormat {
  const key = `${currency} ${locale} ${currencySign}`
  let found = formatters.get(key)
  if (!found) {
    const digits = minorDigits(currency)
    found = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencySign,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    formatters.set(key, found)
  }
  return found
}
