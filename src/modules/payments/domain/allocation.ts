import { compareDates, type PlainDate } from '#kernel/calendar.ts'
import { type Cents, sumCents } from '#kernel/money.ts'

/** What an allocation looks at: an invoice that still waits for money. */
export type OpenInvoice = { id: string; dueOn: PlainDate | null; balanceDueCents: Cents }

export type AllocationOf = { invoiceId: string; amountCents: Cents }

/**
 * Gives the amount to the invoices that are due first, each at most its balance; those without a date come last. The
 * invoice that the payment was recorded from comes before all of them.
 */
export function suggestAllocation(
  invoices: readonly OpenInvoice[],
  amountCents: Cents,
  firstId?: string,
): AllocationOf[] {
  let left = amountCents
  const suggested: AllocationOf[] = []
  for (const invoice of [...invoices].sort(
    (a, b) => Number(b.id === firstId) - Number(a.id === firstId) || dueFirst(a, b),
  )) {
    const part = Math.min(left, invoice.balanceDueCents)
    if (part <= 0) continue
    suggested.push({ invoiceId: invoice.id, amountCents: part })
    left -= part
  }
  return suggested
}

/** What no invoice takes and the client keeps as credit; negative when more is allocated than came in. */
export function unallocatedCents(amountCents: Cents, allocations: readonly { amountCents: Cents }[]): Cents {
  return sumCents([amountCents, ...allocations.map((one) => -one.amountCents)])
}

function dueFirst(a: OpenInvoice, b: OpenInvoice): number {
  if (a.dueOn === null || b.dueOn === null) return Number(a.dueOn === null) - Number(b.dueOn === null)
  return compareDates(a.dueOn, b.dueOn)
}
