import { z } from 'zod'
import { assert } from './assert.ts'
import { type Reading, read, unreadable } from './reading.ts'

/**
 * Exact decimals, travelling as canonical strings: `'1.50'` → `'1.5'`, `'-0'` → `'0'`, never an exponent. Inside, a whole
 * number of units and how many decimals a unit has: nothing is ever rounded unless a function says so.
 */
type Exact = { units: bigint; places: number }

function exact(value: string | number): Exact {
  const [, sign, whole = '', part = ''] = /^([+-]?)(\d*)\.?(\d*)$/.exec(String(value)) ?? []
  assert(sign !== undefined && whole + part !== '', `not a decimal: ${value}`)
  const units = BigInt(whole + part)
  return { units: sign === '-' ? -units : units, places: part.length }
}

/** The same value in smaller units. */
const unitsAt = ({ units, places }: Exact, wanted: number): bigint => units * 10n ** BigInt(wanted - places)

/** Two values in the smaller unit of both. */
function aligned(a: Exact, b: Exact): { a: bigint; b: bigint; places: number } {
  const places = Math.max(a.places, b.places)
  return { a: unitsAt(a, places), b: unitsAt(b, places), places }
}

function plus(one: Exact, other: Exact): Exact {
  const { a, b, places } = aligned(one, other)
  return { units: a + b, places }
}

const size = (units: bigint): bigint => (units < 0n ? -units : units)

/** `over ÷ under` to the nearest whole, a half away from zero. */
function nearest(over: bigint, under: bigint): bigint {
  const magnitude = (2n * size(over) + size(under)) / (2n * size(under))
  return over < 0n === under < 0n ? magnitude : -magnitude
}

/** Quantities lie within ± this, with at most 4 decimals. */
export const MAX_QUANTITY = '999999999.9999'
export const QUANTITY_DECIMALS = 4
export const PERCENTAGE_DECIMALS = 3

/** The canonical form; asserts that the text is a plain decimal. */
export function normaliseDecimal(text: string): string {
  return canonical(exact(text))
}

/** -1, 0 or 1, by value: `compareDecimals('1.50', '1.5') === 0`. */
export function compareDecimals(one: string, other: string): -1 | 0 | 1 {
  const { a, b } = aligned(exact(one), exact(other))
  return a < b ? -1 : a > b ? 1 : 0
}

export function addDecimals(...terms: readonly string[]): string {
  return canonical(terms.map(exact).reduce(plus, exact(0)))
}

export function subtractDecimals(one: string, other: string): string {
  const { a, b, places } = aligned(exact(one), exact(other))
  return canonical({ units: a - b, places })
}

export function multiplyDecimals(...factors: readonly (string | number)[]): string {
  const times = (a: Exact, b: Exact): Exact => ({ units: a.units * b.units, places: a.places + b.places })
  return canonical(factors.map(exact).reduce(times, exact(1)))
}

/**
 * Rounds to `decimals` places, a half **away from zero** on both sides: 2.5 → 3, -2.5 → -3, so that a rebate is the
 * exact mirror of the charge that it takes back.
 */
export function roundHalfUp(value: string, decimals = 0): string {
  return divideDecimals(value, 1, decimals)
}

/** `numerator ÷ denominator`, rounded half up (away from zero) to `decimals` places: hours from seconds, rates, ratios. */
export function divideDecimals(numerator: string | number, denominator: string | number, decimals: number): string {
  const { a, b } = aligned(exact(numerator), exact(denominator))
  assert(b !== 0n, 'division by zero')
  return canonical({ units: nearest(a * 10n ** BigInt(decimals), b), places: decimals })
}

/** Reads a quantity as people type it: `1.5`, `.25`, `1,200`, `-3`; at most 4 decimals, never rounded. */
export function parseQuantity(text: string): Reading<string> {
  const plain = withoutSeparators(text)
  if (plain === undefined) return unreadable('Enter a number, such as 1.5.')
  if (decimalsOf(plain) > QUANTITY_DECIMALS) return unreadable('Use at most 4 decimals.')
  const value = normaliseDecimal(plain)
  if (compareDecimals(value.replace('-', ''), MAX_QUANTITY) > 0) return unreadable('Enter a quantity below a billion.')
  return read(value)
}

/** Reads a percentage as people type it: `8.25`, `8.25 %`; 0 to `max`, at most 3 decimals, never rounded. */
export function parsePercentage(text: string, max = 100): Reading<string> {
  const plain = withoutSeparators(text.replace(/\s*%\s*$/, ''))
  if (plain === undefined) return unreadable('Enter a percentage, such as 8.25.')
  if (decimalsOf(plain) > PERCENTAGE_DECIMALS) return unreadable('Use at most 3 decimals.')
  const value = normaliseDecimal(plain)
  if (compareDecimals(value, '0') < 0 || compareDecimals(value, String(max)) > 0) {
    return unreadable(`Enter a percentage from 0 to ${max}.`)
  }
  return read(value)
}

/** A quantity on the wire: a decimal string with at most 4 decimals, within ±999,999,999.9999; comes out canonical. */
export const Quantity = decimalString(/^-?\d{1,9}(\.\d{1,4})?$/, 'Enter a number with at most 4 decimals, such as 1.5.')
export type Quantity = string

/** A percentage on the wire: a decimal string from 0 to 100 with at most 3 decimals; comes out canonical. */
export const Percentage = decimalString(
  /^(\d{1,2}(\.\d{1,3})?|100(\.0{1,3})?)$/,
  'Enter a percentage from 0 to 100 with at most 3 decimals, such as 8.25.',
)
export type Percentage = string

/** A markup on the wire: like a percentage, from 0 to 999.999. */
export const MarkupPercentage = decimalString(
  /^\d{1,3}(\.\d{1,3})?$/,
  'Enter a percentage below 1000 with at most 3 decimals, such as 15.',
)

function decimalString(form: RegExp, otherwise: string) {
  return z.string(otherwise).trim().regex(form, otherwise).overwrite(tolerantNormalise)
}

/** Zod goes on to normalise after a failed check; what is no decimal stays as it is. */
function tolerantNormalise(text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? normaliseDecimal(text) : text
}

function canonical({ units, places }: Exact): string {
  const digits = String(size(units)).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const part = digits.slice(digits.length - places).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${whole}${part && `.${part}`}`
}

function decimalsOf(plain: string): number {
  return plain.split('.')[1]?.length ?? 0
}

/** `1,200.5` → `1200.5`; undefined when the text is not a number or its separators are misplaced. */
function withoutSeparators(text: string): string | undefined {
  const plain = text.trim().replace(/^[−–]/, '-')
  const whole = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(whole) ? whole : undefined
}
