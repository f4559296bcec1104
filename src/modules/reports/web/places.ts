import { addDays } from '#kernel/calendar.ts'

/** Where figures lead. `from` null is from the beginning, `knownAt` null is as known now. */
export type Place = { from: string | null; to: string; knownAt?: string | null }

function asked(
  path: string,
  { from, to, knownAt }: Place,
  more: Record<string, string | null | undefined> = {},
): string {
  const pairs = Object.entries({ ...more, from: from ?? earliest, to, knownAt }).filter(([, value]) => value)
  return `/reports/${path}?${new URLSearchParams(pairs as [string, string][])}`
}

/** The lines of an account with its running balance. */
export function accountPath(accountId: string, place: Place): string {
  return asked('general-ledger', place, { accountId })
}

/** All accounts over a span: behind the sum of many. */
export function ledgerPath(place: Place): string {
  return asked('general-ledger', place)
}

export function profitPath(place: Place): string {
  return asked('profit-and-loss', place)
}

/** Lines of several accounts: of a client, of a project, of some causes. */
export function linesPath(place: Place, filter: Record<string, string | null | undefined>): string {
  return asked('lines', place, filter)
}

/** The lines of documents that a service earned with. */
export function servicePath(service: string, place: Place): string {
  return asked('service-lines', place, { service })
}

/** What made a figure of the cash basis, invoice by invoice: of an account, or of all of a kind. */
export function earnedPath(
  of: { accountId: string } | { kind: 'income' | 'expense' | 'profit' },
  place: Place,
): string {
  return asked('cash-basis', place, of)
}

/** The day before a fiscal year: until then earnings are retained. */
export function yearEndBefore(fiscalYearFrom: string): string {
  return addDays(fiscalYearFrom, -1)
}

/** Before this nothing is booked: dates reach from 1900 on. */
const earliest = '1900-01-01'

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
