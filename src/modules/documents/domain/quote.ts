import type { PlainDate } from '#kernel/calendar.ts'
import type { Cents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'

/** Estimates and proposals: what may become an invoice once the client has agreed. */
export const quoteTypes = ['estimate', 'proposal'] as const
export type QuoteType = (typeof quoteTypes)[number]

/** No state ever goes back. */
export const quoteStates = ['draft', 'sent', 'accepted', 'declined', 'void'] as const
export type QuoteState = (typeof quoteStates)[number]

/** `expired` is derived: sent, not answered, and past the day until which it holds. */
export type QuoteDisplayState = QuoteState | 'expired'

export function quoteDisplayState(
  quote: { state: QuoteState; validUntil: PlainDate | null },
  today: PlainDate,
): QuoteDisplayState {
  const past = quote.validUntil !== null && quote.validUntil < today
  return quote.state === 'sent' && past ? 'expired' : quote.state
}

/** Refuses `quote_not_draft`, `quote_without_lines`. A quote over nothing may go out: it may be about the words. */
export function assertQuoteSendable(quote: { state: QuoteState; lines: readonly unknown[] }): void {
  if (quote.state !== 'draft') throw new Refusal('quote_not_draft', { state: quote.state })
  if (quote.lines.length === 0) throw new Refusal('quote_without_lines')
}

/**
 * Refuses `quote_answered` when it was answered or taken back, `quote_not_sent` for a draft, and `quote_expired` when
 * the client answers too late; a member may still write down an answer that came in time.
 */
export function assertAnswerable(
  quote: { state: QuoteState; validUntil: PlainDate | null },
  today: PlainDate,
  by: 'client' | 'member',
): void {
  if (quote.state === 'draft') throw new Refusal('quote_not_sent')
  if (quote.state !== 'sent') throw new Refusal('quote_answered', { state: quote.state })
  if (by === 'client' && quoteDisplayState(quote, today) === 'expired') throw new Refusal('quote_expired')
}

/** A draft that will not go out, and what was sent and not answered. Refuses `quote_answered`. */
export function assertQuoteVoidable({ state }: { state: QuoteState }): void {
  if (state !== 'draft' && state !== 'sent') throw new Refusal('quote_answered', { state })
}

/** Refuses `quote_not_accepted`, and `invoice_total_zero` when there is nothing to invoice. */
export function assertConvertible(quote: { state: QuoteState; totalCents: Cents }): void {
  if (quote.state !== 'accepted') throw new Refusal('quote_not_accepted', { state: quote.state })
  if (quote.totalCents === 0) throw new Refusal('invoice_total_zero')
}
