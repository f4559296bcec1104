import { sumCents } from '#kernel/money.ts'
import type { Credit } from './credit-note.ts'

/** A line of the invoice with what notes that count have taken back of it. */
export type InvoiceLineCredit = {
  id: string
  name: string
  description: string | null
  subtotalCents: number
  discountCents: number
  taxCents: number
  credited: Credit
}

export type RestLine = Credit & { invoiceLineId: string | null; name: string; description: string | null }

/**
 * Lines that credit all that is left of an invoice: each line's rest, and, where notes credited amounts without naming
 * lines, one line that takes these off again. They sum to `rest`.
 */
export function restLines(lines: readonly InvoiceLineCredit[], rest: Credit): RestLine[] {
  const left = lines
    .map((line) => ({
      invoiceLineId: line.id,
      name: line.name,
      description: line.description,
      subtotalCents: line.subtotalCents - line.discountCents - line.credited.subtotalCents,
      taxCents: line.taxCents - line.credited.taxCents,
    }))
    .filter((line) => line.subtotalCents !== 0 || line.taxCents !== 0)
  const before = {
    subtotalCents: rest.subtotalCents - sumCents(left.map((line) => line.subtotalCents)),
    taxCents: rest.taxCents - sumCents(left.map((line) => line.taxCents)),
  }
  if (before.subtotalCents === 0 && before.taxCents === 0) return left
  return [...left, { invoiceLineId: null, name: 'Credited before', description: null, ...before }]
}
