import { assert } from '#kernel/assert.ts'
import { divideDecimals } from '#kernel/decimal.ts'
import { lineSubtotal } from '#kernel/money.ts'

/** How a company rounds: to steps of so many minutes (0: to the minute), up or to the nearest. */
export type Rounding = { minutes: number; mode: 'up' | 'nearest' }

/** The most that one entry can hold: 31 days. A timer forgotten for longer stops with this. */
export const MINUTES_MAX = 1440 * 31
/** A timer that ran longer than this asks what to keep. */
export const LONG_MINUTES = 12 * 60

/**
 * Whole minutes for the seconds worked. A step of 0 counts minutes, and any time at all is at least one; with a step,
 * `nearest` may come to zero. A half goes up.
 */
export function roundSeconds(seconds: number, rounding: Rounding): number {
  assert(seconds >= 0, 'time does not run backwards')
  const step = rounding.minutes === 0 ? 1 : rounding.minutes
  const steps = seconds / (step * 60)
  const whole = rounding.mode === 'up' ? Math.ceil(steps) : Math.floor(steps + 0.5)
  const least = rounding.minutes === 0 && seconds > 0 ? 1 : 0
  return Math.min(MINUTES_MAX, Math.max(least, whole * step))
}

/** The same for minutes that somebody typed. */
export function roundMinutes(minutes: number, rounding: Rounding): number {
  return roundSeconds(minutes * 60, rounding)
}

/** Minutes as the quantity of a document line: hours with 4 decimals. 50 minutes are `0.8333`. */
export function hoursOf(minutes: number): string {
  return divideDecimals(minutes, 60, 4)
}

/** What the minutes come to at a rate per hour: to the cent what a document line with that quantity says. */
export function amountOf(minutes: number, rateCents: number): number {
  return lineSubtotal(hoursOf(minutes), rateCents)
}
