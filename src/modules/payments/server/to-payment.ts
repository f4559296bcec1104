import type { Payment } from '../contract.ts'
import type { PaymentRow, ReversalRow } from './store.ts'
import { creditedOf } from './store.ts'

/** A payment's row without what only the database is about. */
export type PaymentFacts = Omit<PaymentRow, 'companyId' | 'searchText' | 'createdBy'>

type Parts = {
  payment: PaymentFacts
  clientName: string
  allocations: readonly { documentId: string; amountCents: number; refundedCents: number }[]
  /** What one that did not arrive is meant for. */
  meant?: readonly { documentId: string; amountCents: number }[]
  numbers: ReadonlyMap<string, string>
  feeCents: number
  reversal: Pick<ReversalRow, 'id' | 'reversedOn' | 'reason' | 'createdAt'> | undefined
}

/** Rows as the contract shows a payment. */
export function toPayment({
  payment,
  clientName,
  allocations,
  meant = [],
  numbers,
  feeCents,
  reversal,
}: Parts): Payment {
  const { id, clientId, receivedOn, method, amountCents, refundedCents, reference, notes, createdAt } = payment
  return {
    id,
    clientId,
    clientName,
    receivedOn,
    method,
    amountCents,
    refundedCents,
    creditedCents: payment.state === 'succeeded' ? creditedOf(payment, allocations) : 0,
    feeCents,
    reference,
    notes,
    state: reversal ? 'reversed' : payment.state,
    allocations: allocations.map((one) => ({
      invoiceId: one.documentId,
      invoiceNumber: numbers.get(one.documentId) ?? '',
      amountCents: one.amountCents,
      refundedCents: one.refundedCents,
    })),
    meantFor: meant.map((one) => ({
      invoiceId: one.documentId,
      invoiceNumber: numbers.get(one.documentId) ?? '',
      amountCents: one.amountCents,
    })),
    announcedOn: payment.announcedOn,
    failure: failureOf(payment),
    reversal: reversal
      ? {
          id: reversal.id,
          reversedOn: reversal.reversedOn,
          reason: reversal.reason,
          createdAt: reversal.createdAt,
        }
      : null,
    createdAt,
  }
}

/** Of a payment, or a refund, that was on its way: when it failed, and why. */
export function failureOf({ failedOn, failureReason }: { failedOn: string | null; failureReason: string | null }) {
  return failedOn !== null && failureReason !== null ? { failedOn, reason: failureReason } : null
}
