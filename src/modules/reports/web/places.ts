import { addDays } from '#kernel/calendar.ts'

/** Where figures lead: the lines behind them. `from` null is from the beginning. */
export function linesPath(accountId: string, from: string | null, to: string): string {
  return `/reports/general-ledger?accountId=${accountId}${from === null ? '' : `&from=${from}`}&to=${to}`
}

/** All accounts over a span: behind the sum of many. */
export function ledgerPath(from: string, to: string): string {
  return `/reports/general-ledger?from=${from}&to=${to}`
}

export function profitPath(from: string | null, to: string): string {
  return `/reports/profit-and-loss?from=${from ?? earliest}&to=${to}`
}

/** The day before a fiscal year: until then earnings are retained. */
export function yearEndBefore(fiscalYearFrom: string): string {
  return addDays(fiscalYearFrom, -1)
}

/** Before this nothing is booked: dates reach from 1900 on. */
export const earliest = '1900-01-01'

type Source = {
  documentId: string | null
  paymentId: string | null
  creditNoteId: string | null
  billId: string | null
  billPaymentId: string | null
  expenseId: string | null
  reimbursementId: string | null
}

/** Where an entry came from, when that has a screen. */
export function sourcePath(source: Source): string | undefined {
  const { documentId, paymentId, creditNoteId, billId, billPaymentId, expenseId, reimbursementId } = source
  if (creditNoteId) return `/credit-notes/${creditNoteId}`
  if (billId) return `/bills/${billId}`
  if (billPaymentId) return `/bill-payments/${billPaymentId}`
  if (expenseId) return `/expenses/${expenseId}`
  if (reimbursementId) return `/expenses/reimbursements/${reimbursementId}`
  if (documentId) return `/invoices/${documentId}`
  return paymentId ? `/payments/${paymentId}` : undefined
}
