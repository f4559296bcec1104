import { z } from 'zod'
import { assert } from './assert.ts'
import { multiplyDecimals, roundHalfUp } from './decimal.ts'
import { Refusal } from './refusal.ts'

export { evaluateMoney } from './money-arithmetic.ts'
export { formatAccounting, formatMoney, formatMoneyPlain, parseMoney } from './money-text.ts'

/** The largest amount that code and books can hold exactly, in minor units. */
export const MAX_CENTS = 9_007_199_254_740_991
/** The largest amount on one document, in minor units. */
export const MAX_DOCUMENT_CENTS = 99_999_999_999

const wholeCents = z.int('Enter an amount in whole cents.')

/** An amount: a whole count of the currency's minor unit (cents for USD, yen for JPY), safe, possibly negative. */
export const Cents = wholeCents.overwrite(withoutMinusZero)
export type Cents = number

/** An amount greater than zero. */
export const PositiveCents = wholeCents.min(1, 'Enter an amount greater than zero.')

/** An amount of zero or more. */
export const NonNegativeCents = wholeCents.min(0, 'Enter an amount of zero or more.').overwrite(withoutMinusZero)

/** `round_half_up(quantity × unit price)` in exact decimals; refuses `amount_out_of_range`. */
export function lineSubtotal(quantity: string, unitPriceCents: Cents): Cents {
  return rounded(multiplyDecimals(quantity, unitPriceCents))
}

/** `percent` percent of the amount, rounded half up (away from zero); refuses `amount_out_of_range`. */
export function percentOf(cents: Cents, percent: string): Cents {
  return rounded(multiplyDecimals(cents, percent, '0.01'))
}

/** The sum; refuses `amount_out_of_range` when it is not exact any more. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let sum = 0
  for (const amount of amounts) {
    assert(Number.isSafeInteger(amount), `not an amount: ${amount}`)
    sum += amount
    if (!Number.isSafeInteger(sum)) throw new Refusal('amount_out_of_range')
  }
  return sum + 0
}

/** Refuses `document_out_of_range` when a document may not hold the amount. */
export function assertDocumentRange(cents: Cents): Cents {
  if (Math.abs(cents) > MAX_DOCUMENT_CENTS) throw new Refusal('document_out_of_range')
  return cents
}

/**
 * Splits an amount by weights with the largest-remainder method: the parts always sum to the whole, and each is its
 * exact share rounded down or up. Left-over cents go to the largest remainders, of equal ones to the first. A negative
 * total is the mirror of the positive one. Weights are safe integers and may be negative (a rebate line takes its share
 * with its own sign); when they sum to zero, the split is equal.
 */
export function allocate(totalCents: Cents, weights: readonly number[]): Cents[] {
  assert(Number.isSafeInteger(totalCents), `not an amount: ${totalCents}`)
  assert(weights.every(Number.isSafeInteger), 'weights are safe integers')
  assert(weights.length > 0 || totalCents === 0, 'nobody to give the amount to')
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  if (sum === 0n && weights.some((weight) => weight !== 1))
    return allocate(
      totalCents,
      weights.map(() => 1),
    )
  if (totalCents < 0) return allocate(-totalCents, weights).map((part) => 0 - part)
  return largestRemainder(BigInt(totalCents), weights, sum)
}

function largestRemainder(total: bigint, weights: readonly number[], sum: bigint): Cents[] {
  const sign = sum < 0n ? -1n : 1n
  const shares = weights.map((weight, at) => {
    const product = total * BigInt(weight) * sign
    return { at, part: product / (sum * sign), rest: product % (sum * sign) }
  })
  let left = total - shares.reduce((given, share) => given + share.part, 0n)
  const step = left < 0n ? -1n : 1n
  const byRest = [...shares].sort((a, b) => Number(step) * compare(b.rest, a.rest) || a.at - b.at)
  for (const share of byRest) {
    if (left === 0n) break
    share.part += step
    left -= step
  }
  assert(left === 0n, 'the parts sum to the whole')
  return shares.map((share) => safe(share.part))
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function safe(part: bigint): Cents {
  const cents = Number(part)
  if (!Number.isSafeInteger(cents)) throw new Refusal('amount_out_of_range')
  return cents
}

function rounded(exact: string): Cents {
  const cents = Number(roundHalfUp(exact))
  if (!Number.isSafeInteger(cents)) throw new Refusal('amount_out_of_range')
  return cents
}

function withoutMinusZero(cents: number): number {
  return cents + 0
}
