type Standing = { owedCents: number; creditCents: number }

/** The line that a statement ends in, and above it what it is made of. */
export type Closing = { parts: { label: string; cents: number }[]; net: { label: string; cents: number } }

/**
 * How a statement ends, in the words of whoever gets it: what invoices still ask for and the credit against it, each on
 * a row of its own when there are both, and what is left. A credit that is left is positive under its own name.
 */
export function closingOf({ owedCents, creditCents }: Standing): Closing {
  const netCents = owedCents - creditCents
  const both = owedCents !== 0 && creditCents !== 0
  return {
    parts: both
      ? [
          { label: 'Due on invoices', cents: owedCents },
          { label: 'Your credit', cents: 0 - creditCents },
        ]
      : [],
    net:
      netCents < 0
        ? { label: both ? 'Credit left' : 'Your credit', cents: 0 - netCents }
        : { label: 'Balance due', cents: netCents },
  }
}
