import type { StateColour } from '#ui/page/state-dot.tsx'
import { type CreditKind, type PaymentMethod, paymentMethodNames } from '../contract.ts'
import type { PaymentStanding } from '../domain/index.ts'

const usual: readonly PaymentMethod[] = ['check', 'ach', 'card', 'cash', 'stripe', 'other']

/** How money comes in, the usual ways first. */
export const methods = usual.map((value) => ({ value, label: paymentMethodNames[value] }))

export const methodName = (method: PaymentMethod): string => paymentMethodNames[method]

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
  pending: 'On its way',
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
