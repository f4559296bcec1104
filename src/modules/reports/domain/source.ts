/** What is known about the cause of an entry. */
export type SourceFacts = {
  sourceType: string
  documentNumber: string | null
  paymentMethod: string | null
  paymentReference: string | null
  creditNoteNumber: string | null
  billNumber: string | null
  vendorName: string | null
  merchantName: string | null
}

const methods: Record<string, string> = {
  stripe: 'Stripe payment',
  cash: 'Cash payment',
  check: 'Check',
  ach: 'ACH payment',
  card: 'Card payment',
  other: 'Payment',
}

/** What people call the causes; the list of them is the filter of the journal. */
export const sourceNames: Record<string, string> = {
  invoice: 'Invoice',
  invoice_void: 'Invoice void',
  payment: 'Payment',
  payment_fee: 'Processing fee',
  payment_reversal: 'Payment reversal',
  payment_refund: 'Refund',
  credit_application: 'Credit application',
  credit_application_reversal: 'Credit application undone',
  credit_adjustment: 'Credit adjustment',
  credit_note: 'Credit note',
  credit_note_reversal: 'Credit note reversal',
  invoice_write_off: 'Write-off',
  invoice_write_off_reversal: 'Write-off recovered',
  bill: 'Bill',
  bill_void: 'Bill void',
  bill_payment: 'Bill payment',
  bill_payment_reversal: 'Bill payment reversal',
  expense: 'Expense',
  expense_reimbursement: 'Reimbursement',
  manual: 'Manual entry',
  reversal: 'Reversal',
}

/** A few words for the cause: `Invoice 26/11/014`, `Check 1042`. */
export function sourceLabel(facts: SourceFacts): string {
  const { sourceType, documentNumber, paymentMethod, paymentReference, creditNoteNumber } = facts
  const bill = [facts.billNumber, facts.vendorName && `from ${facts.vendorName}`].filter(Boolean).join(' ')
  const payment = paymentLabel(methods[paymentMethod ?? ''] ?? 'Payment', paymentReference)
  switch (sourceType) {
    case 'payment':
      return payment
    case 'payment_fee':
      return `Processing fee of ${payment}`
    case 'payment_reversal':
      return `Reversal of ${payment.charAt(0).toLowerCase()}${payment.slice(1)}`
    case 'payment_refund':
      return `Refund of ${payment.charAt(0).toLowerCase()}${payment.slice(1)}`
    case 'credit_application_reversal':
      return documentNumber ? `Credit taken off invoice ${documentNumber}` : 'Credit application undone'
    case 'credit_application':
      return documentNumber ? `Credit on invoice ${documentNumber}` : 'Credit application'
    case 'credit_note':
      return ['Credit note', creditNoteNumber].filter(Boolean).join(' ')
    case 'credit_note_reversal':
      return ['Reversal of credit note', creditNoteNumber].filter(Boolean).join(' ')
    case 'invoice_write_off':
      return documentNumber ? `Invoice ${documentNumber} written off` : 'Write-off'
    case 'invoice_write_off_reversal':
      return documentNumber ? `Invoice ${documentNumber} recovered` : 'Write-off recovered'
    case 'bill':
      return `Bill ${bill}`.trim()
    case 'bill_void':
      return `Void of bill ${bill}`.trim()
    case 'bill_payment':
      return facts.vendorName ? `Payment to ${facts.vendorName}` : 'Bill payment'
    case 'bill_payment_reversal':
      return facts.vendorName ? `Reversal of payment to ${facts.vendorName}` : 'Bill payment reversal'
    case 'reversal':
      if (paymentMethod) return `Reversal: processing fee of ${payment}`
      return [sourceNames[sourceType], facts.merchantName].filter(Boolean).join(': ')
    case 'expense':
      return [sourceNames[sourceType], facts.merchantName].filter(Boolean).join(': ')
    case 'invoice_void':
      return documentNumber ? `Void of invoice ${documentNumber}` : 'Invoice void'
    default:
      return [sourceNames[sourceType] ?? sourceType.replaceAll('_', ' '), documentNumber].filter(Boolean).join(' ')
  }
}

/** `Check 1042`, also where people typed the word into the reference. */
function paymentLabel(method: string, reference: string | null): string {
  if (!reference) return method
  const said = reference.toLowerCase().startsWith(method.toLowerCase())
  return said ? `${method}${reference.slice(method.length)}` : `${method} ${reference}`
}
