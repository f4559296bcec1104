import type { Invoice, InvoiceListItem } from '../contract.ts'

type State = InvoiceListItem['displayState']

const stateWords: Partial<Record<State, string>> = { partially_paid: 'Partly paid', reopened: 'Owed again' }

/** Only where the word of the state itself would not do. */
export function stateWord(state: State): string | undefined {
  return stateWords[state]
}

export const stateOptions = [
  { value: 'open', label: 'Open' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'draft', label: 'Draft' },
  { value: 'sent', label: 'Sent' },
  { value: 'partially_paid', label: 'Partly paid' },
  { value: 'paid', label: 'Paid' },
  { value: 'void', label: 'Void' },
]

type DeliveryState = NonNullable<Invoice['deliveryState']>

const deliveryWords: Record<DeliveryState, string> = {
  queued: 'Queued',
  delayed: 'Delayed',
  sent: 'E-mailed',
  failed: 'Not delivered',
}

/** What became of the newest e-mail. */
export function deliveryWord(state: DeliveryState): string {
  return deliveryWords[state]
}

/** "Invoice 26/11/001", or "Draft invoice" before it has a number. */
export function invoiceTitle(invoice: { number: string | null }): string {
  return invoice.number === null ? 'Draft invoice' : `Invoice ${invoice.number}`
}
