import type { StateColour } from '#ui/page/state-dot.tsx'
import type { CreditKind, PaymentMethod } from '../contract.ts'
import type { PaymentStanding } from '../domain/index.ts'

/** How money comes in, the usual ways first. */
export const methods: readonly { value: PaymentMethod; label: string }[] = [
  { value: 'check', label: 'Check' },
  { value: 'ach', label: 'Bank transfer' },
  { value: 'card', label: 'Card' },
  { value: 'cash', label: 'Cash' },
  { value: 'stripe', label: 'Stripe' },
  { value: 'other', label: 'Other' },
]

export function methodName(method: PaymentMethod): string {
  return methods.find((one) => one.value === method)?.label ?? method
}

/** What moved a client's credit. */
export const creditWords: Record<CreditKind, string> = {
  overpayment: 'Left over from a payment',
  credit_note: 'Credit note',
  application: 'Applied to an invoice',
  application_reversal: 'Application undone',
  refund: 'Refunded',
  manual_adjustment: 'Adjusted by hand',
  payment_reversal: 'Payment reversed',
}

/** How a payment stands, as lists say it. */
export const standingWords: Record<PaymentStanding, string> = {
  pending: 'Pending',
  failed: 'Failed',
  received: 'Received',
  partly_refunded: 'Partly refunded',
  refunded: 'Refunded',
  reversed: 'Reversed',
}

export const standingColours: Record<PaymentStanding, StateColour> = {
  pending: 'amber',
  failed: 'red',
  received: 'green',
  partly_refunded: 'amber',
  refunded: 'red',
  reversed: 'red',
}
