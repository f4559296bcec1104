import { type Cents, sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'

/** What is credited, before tax and of tax. */
export type Credit = { subtotalCents: Cents; taxCents: Cents }

/** Writes an amount in the company's currency, for the sentences of refusals. */
export type WriteMoney = (cents: Cents) => string

/** What notes that count have not credited yet; the subtotal net of the invoice's discount. */
export function restOf(
  invoice: { subtotalCents: Cents; discountCents: Cents; taxCents: Cents },
  credited: Credit,
): Credit {
  return {
    subtotalCents: invoice.subtotalCents - invoice.discountCents - credited.subtotalCents,
    taxCents: invoice.taxCents - credited.taxCents,
  }
}

/** The columns of lines, summed. Refuses `credit_note_negative` when one of them is below zero. */
export function creditOf(lines: readonly Credit[]): Credit {
  const credit = {
    subtotalCents: sumCents(lines.map((line) => line.subtotalCents)),
    taxCents: sumCents(lines.map((line) => line.taxCents)),
  }
  if (credit.subtotalCents < 0 || credit.taxCents < 0) throw new Refusal('credit_note_negative')
  return credit
}

/** Refuses `credit_note_exceeds_invoice`: all notes together stay within the invoice, in subtotal and in tax. */
export function checkWithin(credit: Credit, rest: Credit, write: WriteMoney): void {
  if (credit.subtotalCents <= rest.subtotalCents && credit.taxCents <= rest.taxCents) return
  const message = `${write(rest.subtotalCents)} before tax and ${write(rest.taxCents)} of tax are left to credit.`
  throw new Refusal('credit_note_exceeds_invoice', {}, { errors: [{ path: 'lines', message }] })
}

/**
 * What a note of this total does: the invoice owes less, as far as it owes anything; the rest becomes client credit.
 * `paidCents` is what the client brought for the invoice and has not got back as credit yet: while part of it is written
 * off, no more than that can become credit (`invoice_written_off`).
 */
export function splitCredit(
  totalCents: Cents,
  invoice: { balanceDueCents: Cents; paidCents: Cents },
): { arAppliedCents: Cents; creditedCents: Cents } {
  const arAppliedCents = Math.min(totalCents, invoice.balanceDueCents)
  const creditedCents = totalCents - arAppliedCents
  if (creditedCents > Math.max(0, invoice.paidCents)) throw new Refusal('invoice_written_off')
  return { arAppliedCents, creditedCents }
}
