import type { InvoiceListItem } from '#modules/documents/contract.ts'
import type { PaymentMethod } from '../contract.ts'
import { suggestAllocation, unallocatedCents } from '../domain/index.ts'

/** What the fields of a payment hold. */
export type RecordValues = {
  clientId: string | null
  amountCents: number | null
  receivedOn: string | null
  method: PaymentMethod
  /** What Stripe kept; asked for there only. */
  feeCents: number | null
  reference: string
  notes: string
  /** It is on its way; cash never is. */
  pending: boolean
  /** Whether the receipt goes to the client's address. */
  receipt: boolean
  /** Invoice → its part, once somebody has changed a part; before that it follows the amount. */
  parts: Record<string, number | null> | null
}

export type Share = { invoice: InvoiceListItem; cents: number | null }

/** How the amount is spread over the open invoices: as typed, or by itself, what is due first. */
export function sharesOf(
  values: Pick<RecordValues, 'amountCents' | 'parts'>,
  open: readonly InvoiceListItem[],
  firstId: string | undefined,
): Share[] {
  const parts =
    values.parts ??
    Object.fromEntries(
      suggestAllocation(open, values.amountCents ?? 0, firstId).map((one) => [one.invoiceId, one.amountCents]),
    )
  return open.map((invoice) => ({ invoice, cents: parts[invoice.id] ?? null }))
}

/** Invoices that get something, in the order of the input: objections count in it. */
export function givenShares(shares: readonly Share[]): { invoiceId: string; amountCents: number }[] {
  return shares.flatMap(({ invoice, cents }) => (cents ? [{ invoiceId: invoice.id, amountCents: cents }] : []))
}

/** What the invoices leave of the amount: it becomes client credit; negative when they take too much. */
export function restOf(values: Pick<RecordValues, 'amountCents'>, shares: readonly Share[]): number {
  return unallocatedCents(values.amountCents ?? 0, givenShares(shares))
}

/** It moves nothing until it arrives. */
export const isOnItsWay = ({ pending, method }: Pick<RecordValues, 'pending' | 'method'>) =>
  pending && method !== 'cash'

/** The fields as the contract takes them. */
export function recordInput(
  values: RecordValues,
  shares: readonly Share[],
  clientEmail: string | null,
): Record<string, unknown> {
  const { parts: _parts, receipt, feeCents, ...fields } = values
  const pending = isOnItsWay(values)
  const fee = fields.method === 'stripe' && !pending ? { feeCents: feeCents ?? 0 } : {}
  const receiptTo = receipt && !pending ? clientEmail : null
  return { ...fields, ...fee, pending, allocations: givenShares(shares), receiptTo }
}

/** The server's objections to allocations, by invoice. */
export function shareProblems(
  errors: Record<string, React.ReactNode>,
  shares: readonly Share[],
): Record<string, React.ReactNode> {
  const given = givenShares(shares)
  return Object.fromEntries(
    given.flatMap(({ invoiceId }, at) => {
      const said = errors[`allocations.${at}.amountCents`] ?? errors[`allocations.${at}.invoiceId`]
      return said ? [[invoiceId, said]] : []
    }),
  )
}
