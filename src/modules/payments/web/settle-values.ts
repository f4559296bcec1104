import type { InvoiceListItem } from '#modules/documents/contract.ts'
import type { PaymentDetail } from '../contract.ts'
import { givenShares, type Share, sharesOf } from './record-values.ts'

/** What the fields hold when money arrives. */
export type SettleValues = {
  receivedOn: string | null
  feeCents: number | null
  receipt: boolean
  /** Invoice → its part, once somebody has changed one; before that it is as it was meant. */
  parts: Record<string, number | null> | null
}

/** How the money is spread over the open invoices: as typed, or as it was meant, as far as that is still owed. */
export function settleShares(
  { parts }: Pick<SettleValues, 'parts'>,
  { amountCents, meantFor }: Pick<PaymentDetail, 'amountCents' | 'meantFor'>,
  open: readonly InvoiceListItem[],
): Share[] {
  const meant = new Map(meantFor.map((one) => [one.invoiceId, one.amountCents]))
  const asMeant = open.map((one) => [one.id, Math.min(meant.get(one.id) ?? 0, one.balanceDueCents) || null] as const)
  return sharesOf({ amountCents, parts: parts ?? Object.fromEntries(asMeant) }, open, undefined)
}

/** The fields as the contract takes them; allocations only when somebody changed them. */
export function settleInput(
  { receivedOn, feeCents, receipt, parts }: SettleValues,
  payment: PaymentDetail,
  open: readonly InvoiceListItem[],
): Record<string, unknown> {
  return {
    ...{ paymentId: payment.id, receivedOn, receiptTo: receipt ? payment.clientEmail : null },
    ...(payment.method === 'stripe' ? { feeCents: feeCents ?? 0 } : {}),
    ...(parts === null ? {} : { allocations: givenShares(settleShares({ parts }, payment, open)) }),
  }
}
