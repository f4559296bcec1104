import { type Cents, sumCents } from '#kernel/money.ts'
import { Refusal, refuseField } from '#kernel/refusal.ts'
import { refuseAt, type WriteMoney } from './payment.ts'

/** What a payment gave to an invoice, and what of it went back. */
export type Paid = { invoiceId: string; amountCents: Cents; refundedCents: Cents }

/** What a decision about a refund looks at. Allocations in the order in which they were made. */
export type RefundFacts = {
  amountCents: Cents
  refundedCents: Cents
  allocations: readonly Paid[]
  /** What the client has as credit now, from wherever. */
  clientCreditCents: Cents
}

type Underway = {
  state: 'pending' | 'succeeded' | 'failed'
  amountCents: Cents
  invoices: readonly { id: string; amountCents: Cents }[]
}

/** What is left when the payment's refunds that are on their way have arrived: what they are made of is kept for them. */
export function lessUnderway<F extends Omit<RefundFacts, 'clientCreditCents'>>(
  facts: F,
  refunds: readonly Underway[],
): F {
  const pending = refunds.filter((one) => one.state === 'pending')
  const kept = (invoiceId: string) =>
    sumCents(pending.flatMap((one) => one.invoices.filter(({ id }) => id === invoiceId)).map((one) => one.amountCents))
  return {
    ...facts,
    refundedCents: facts.refundedCents + sumCents(pending.map((one) => one.amountCents)),
    allocations: facts.allocations.map((one) => ({ ...one, refundedCents: one.refundedCents + kept(one.invoiceId) })),
  }
}

/** Where a refund takes its money from. */
export type RefundSources = { creditCents: Cents; invoices: { invoiceId: string; amountCents: Cents }[] }

/** What of a payment went to no invoice, did not go back yet, and is still there as credit of the client. */
export function unusedCredit({ amountCents, refundedCents, allocations, clientCreditCents }: RefundFacts): Cents {
  const credited = amountCents - sumCents(allocations.map((one) => one.amountCents))
  const creditedBack = refundedCents - sumCents(allocations.map((one) => one.refundedCents))
  return Math.max(0, Math.min(credited - creditedBack, clientCreditCents))
}

/** What can go back at most when nobody chooses sources. */
export function refundableCents(facts: RefundFacts): Cents {
  const paid = sumCents(facts.allocations.map((one) => one.amountCents - one.refundedCents))
  return Math.min(facts.amountCents - facts.refundedCents, unusedCredit(facts) + paid)
}

/** First from the payment's unused credit, then from what it paid, newest first; may stay below the amount. */
export function suggestSources(facts: RefundFacts, amountCents: Cents): RefundSources {
  const creditCents = Math.min(amountCents, unusedCredit(facts))
  const invoices: RefundSources['invoices'] = []
  let left = amountCents - creditCents
  for (const one of [...facts.allocations].reverse()) {
    const part = Math.min(left, one.amountCents - one.refundedCents)
    if (part <= 0) continue
    invoices.push({ invoiceId: one.invoiceId, amountCents: part })
    left -= part
  }
  return { creditCents, invoices }
}

/**
 * The sources of a refund: those that were chosen, or the suggested ones. All refunds together stay within the payment,
 * each allocation gives back at most what it got, credit at most what the client has.
 */
export function planRefund(
  facts: RefundFacts,
  asked: { amountCents: Cents; sources?: RefundSources | undefined },
  write: WriteMoney,
): RefundSources {
  const rest = facts.amountCents - facts.refundedCents
  if (asked.amountCents > rest) {
    throw refuseAt('refund_exceeds_payment', 'amountCents', { rest: write(rest) }, `At most ${write(rest)} is left.`)
  }
  if (asked.sources) return chosen(facts, asked.amountCents, asked.sources, write)
  const most = refundableCents(facts)
  if (asked.amountCents > most) {
    throw refuseAt('refund_credit_used', 'amountCents', {}, `At most ${write(most)} can go back.`)
  }
  return suggestSources(facts, asked.amountCents)
}

function chosen(facts: RefundFacts, amountCents: Cents, sources: RefundSources, write: WriteMoney): RefundSources {
  const whole = sumCents([sources.creditCents, ...sources.invoices.map((one) => one.amountCents)])
  if (whole !== amountCents) {
    const message = `These come to ${write(whole)}, the refund is ${write(amountCents)}.`
    throw refuseAt('refund_sources_differ', 'sources', {}, message)
  }
  if (sources.creditCents > facts.clientCreditCents) {
    const message = `The client has ${write(facts.clientCreditCents)} of credit. Take at most that.`
    throw refuseAt('credit_exceeded', 'sources.creditCents', {}, message)
  }
  const paid = new Map(facts.allocations.map((one) => [one.invoiceId, one.amountCents - one.refundedCents]))
  for (const [at, { invoiceId, amountCents: part }] of sources.invoices.entries()) {
    const path = `sources.invoices.${at}`
    const most = paid.get(invoiceId)
    if (most === undefined) throw new Refusal('not_found')
    paid.delete(invoiceId)
    if (part > most) throw refuseField(`${path}.amountCents`, `The payment has ${write(most)} left on this invoice.`)
  }
  return sources
}

/** What lists say about a payment: its state, or what became of it. */
export type PaymentStanding = 'pending' | 'failed' | 'received' | 'partly_refunded' | 'refunded' | 'reversed'

/** Refunds are no state of a payment; how it stands follows from what was refunded. */
export function standingOf(payment: {
  state: 'pending' | 'succeeded' | 'failed' | 'reversed'
  amountCents: Cents
  refundedCents: Cents
}): PaymentStanding {
  if (payment.state !== 'succeeded') return payment.state
  if (payment.refundedCents === 0) return 'received'
  return payment.refundedCents < payment.amountCents ? 'partly_refunded' : 'refunded'
}
