import { allocate, type Cents, sumCents } from '#kernel/money.ts'

/** What a posted note takes from an income account. */
export type IncomePart = { accountId: string; cents: Cents }

/** A line of the note: the account that its invoice line earned on, or none. */
export type CreditedLine = { accountId: string | null; subtotalCents: Cents }

/**
 * What a note takes back from each income account. Lines that name a line of the invoice take from its account, the
 * others from all accounts by what is left on them. A note that credits all that is left closes each account exactly.
 */
export function incomeParts(lines: readonly CreditedLine[], rest: readonly IncomePart[]): IncomePart[] {
  const credited = sumCents(lines.map((line) => line.subtotalCents))
  if (credited === sumCents(rest.map((part) => part.cents))) return rest.filter((part) => part.cents !== 0)
  const parts = new Map(rest.map((part) => [part.accountId, 0]))
  const take = (accountId: string, cents: Cents) => parts.set(accountId, (parts.get(accountId) ?? 0) + cents)
  for (const { accountId, subtotalCents } of lines) if (accountId !== null) take(accountId, subtotalCents)
  const spread = sumCents(lines.filter((line) => line.accountId === null).map((line) => line.subtotalCents))
  const open = rest.map((part) => ({ ...part, cents: Math.max(0, part.cents - (parts.get(part.accountId) ?? 0)) }))
  const shares = allocate(spread, weightsOf(open, rest))
  for (const [at, { accountId }] of rest.entries()) take(accountId, shares[at] ?? 0)
  return [...parts].map(([accountId, cents]) => ({ accountId, cents })).filter((part) => part.cents !== 0)
}

/** By what is left; where nothing is left, by what there was. */
function weightsOf(open: readonly IncomePart[], rest: readonly IncomePart[]): Cents[] {
  const left = open.map((part) => part.cents)
  return left.some((cents) => cents > 0) ? left : rest.map((part) => Math.max(0, part.cents))
}
