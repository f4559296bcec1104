import type { PaymentDetail } from '../contract.ts'
import { suggestSources } from '../domain/index.ts'

/** What the fields of a refund hold. */
export type RefundValues = {
  amountCents: number | null
  refundedOn: string | null
  reference: string
  reason: string
  /** It is on its way back. */
  pending: boolean
  /** Source → its part, once somebody has changed one; before that they follow the amount. */
  parts: Record<string, number | null> | null
}

/** A source of money: the client's credit, or an invoice that the payment paid. */
export type Source = {
  key: string
  invoice: { id: string; number: string } | null
  mostCents: number
  cents: number | null
}

const credit = 'credit'

/** Where the money comes from: as typed, or by itself, unused credit first. Sources that have nothing left are left out. */
export function sourcesOf(values: RefundValues, payment: PaymentDetail): Source[] {
  const suggested = suggestSources(payment, values.amountCents ?? 0)
  const by = new Map(suggested.invoices.map((one) => [one.invoiceId, one.amountCents]))
  const part = (key: string, own: number | undefined) => (values.parts ? (values.parts[key] ?? null) : own || null)
  const sources = [
    { key: credit, invoice: null, mostCents: payment.clientCreditCents, cents: part(credit, suggested.creditCents) },
    ...payment.allocations
      .map((one) => ({
        key: one.invoiceId,
        invoice: { id: one.invoiceId, number: one.invoiceNumber },
        mostCents: one.amountCents - one.refundedCents,
        cents: part(one.invoiceId, by.get(one.invoiceId)),
      }))
      .reverse(),
  ]
  return sources.filter((one) => one.mostCents > 0)
}

/** What the sources leave of the amount; negative when they come to more. */
export function missingCents(values: RefundValues, sources: readonly Source[]): number {
  return (values.amountCents ?? 0) - sources.reduce((sum, one) => sum + (one.cents ?? 0), 0)
}

/** The fields as the contract takes them; sources only when somebody chose them. */
export function refundInput(values: RefundValues, payment: PaymentDetail): Record<string, unknown> {
  const { parts, ...fields } = values
  if (parts === null) return { ...fields, paymentId: payment.id }
  const given = sourcesOf(values, payment).filter((one) => one.cents)
  return {
    ...fields,
    paymentId: payment.id,
    sources: {
      creditCents: given.find((one) => one.invoice === null)?.cents ?? 0,
      invoices: given.flatMap(({ invoice, cents }) => (invoice ? [{ invoiceId: invoice.id, amountCents: cents }] : [])),
    },
  }
}
