import { assert } from '#kernel/assert.ts'
import { sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'

/** One side of one line: exactly one of the two amounts is positive. */
export type Sides = { debitCents: number; creditCents: number }

/** A line as a command states it. A negative amount stands on the other side, so that a rebate mirrors its charge. */
export type Stated = { debitCents?: number; creditCents?: number }

/** Puts the amount on its side; zero amounts come out as no line. */
export function settle<Line extends Stated>(lines: readonly Line[]): (Omit<Line, keyof Stated> & Sides)[] {
  return lines.flatMap((line) => {
    const net = sumCents([line.debitCents ?? 0, -(line.creditCents ?? 0)])
    if (net === 0) return []
    return [{ ...line, debitCents: Math.max(net, 0), creditCents: Math.max(-net, 0) + 0 }]
  })
}

/** Refuses lines that are no entry: fewer than two, or sides that differ. */
export function checkEntry(lines: readonly Sides[]): void {
  if (lines.length < 2) throw new Refusal('entry_too_short')
  for (const { debitCents, creditCents } of lines) {
    assert(
      debitCents >= 0 && creditCents >= 0 && (debitCents === 0) !== (creditCents === 0),
      'a line has exactly one side',
    )
  }
  if (sumCents(lines.map((line) => line.debitCents)) !== sumCents(lines.map((line) => line.creditCents))) {
    throw new Refusal('entry_unbalanced')
  }
}

/** The same lines with their sides exchanged. */
export function reversed<Line extends Sides>(lines: readonly Line[]): Line[] {
  return lines.map((line) => ({ ...line, debitCents: line.creditCents, creditCents: line.debitCents }))
}
