import type { PlainDate } from '#kernel/calendar.ts'
import type { Who } from './act.ts'

/**
 * The reference: what money does, as a bookkeeper would say it on one page. Plain numbers in cents, no database, none of
 * the product's own arithmetic.
 */
export type Books = {
  lockedThrough: PlainDate | null
  /** Client id → credit. */
  credit: Map<string, number>
  /** What moved the credit of clients, and on which days. */
  creditMoves: { clientId: string; day: PlainDate; cents: number }[]
  invoices: Map<string, Invoice>
  payments: Map<string, Payment>
  /** Those that did not arrive at once. */
  refunds: Map<string, Refund>
  applications: Map<string, Application>
  notes: Map<string, Note>
  writeOffs: Map<string, WriteOff>
  manual: Map<string, Manual>
  vendorIds: readonly string[]
  bills: Map<string, Bill>
  billPayments: Map<string, BillPayment>
  expenses: Map<string, Expense>
  reimbursements: Map<string, Reimbursement>
  /** Account code → debits less credits. */
  accounts: Map<string, number>
  /** Posted entries, ever. */
  entries: number
}

export type Line = { quantity: number; priceCents: number; taxCents: number }
export type Discount = { kind: 'none' } | { kind: 'percent'; percent: number } | { kind: 'fixed'; cents: number }
export type Sums = { subtotal: number; discount: number; tax: number; total: number }

export type Invoice = Sums & {
  id: string
  clientId: string
  state: 'draft' | 'sent' | 'partially_paid' | 'paid' | 'void' | 'deleted'
  issuedOn: PlainDate
  due: number
  lines: number
  /** The invoice that this one replaces. */
  corrects: string | null
}
export type Payment = {
  id: string
  clientId: string
  account: '1000' | '1050'
  receivedOn: PlainDate
  amount: number
  /** What Stripe kept. */
  fee: number
  /** In the order in which they were given. */
  paid: { invoiceId: string; amount: number; refunded: number }[]
  refunded: number
  reversed: boolean
  state: 'pending' | 'succeeded' | 'failed'
  /** What one that is on its way is meant for. */
  meant: { invoiceId: string; amount: number }[]
}
/** Money that is, or was, on its way back, and what it is made of. */
export type Refund = {
  id: string
  paymentId: string
  clientId: string
  sentOn: PlainDate
  amount: number
  credit: number
  invoices: [invoiceId: string, cents: number][]
  state: 'pending' | 'succeeded' | 'failed'
}
export type Application = {
  id: string
  clientId: string
  invoiceId: string
  amount: number
  on: PlainDate
  undone: boolean
}
export type Note = {
  id: string
  invoiceId: string
  issuedOn: PlainDate
  state: 'draft' | 'posted' | 'reversed'
  subtotal: number
  tax: number
  applied: number
  credited: number
}
export type WriteOff = { id: string; invoiceId: string; amount: number; on: PlainDate; recovered: boolean }
export type Bill = {
  id: string
  vendorId: string
  state: 'draft' | 'posted' | 'partially_paid' | 'paid' | 'void' | 'deleted'
  billedOn: PlainDate
  bookedOn: PlainDate
  costs: [code: string, cents: number][]
  total: number
  due: number
  /** The day it was booked, or the day on which the last of its payments was undone. */
  owedSince: PlainDate
}
export type Expense = {
  id: string
  owner: Who
  spentOn: PlainDate
  postedOn: PlainDate
  amount: number
  paidBy: 'company' | 'member'
  state: 'draft' | 'submitted' | 'approved' | 'reimbursed' | 'void' | 'deleted'
}
export type Reimbursement = { id: string; paidOn: PlainDate; amount: number; ids: string[]; reversed: boolean }
export type BillPayment = {
  id: string
  paidOn: PlainDate
  amount: number
  paid: [billId: string, cents: number][]
  reversed: boolean
}
export type Manual = {
  id: string
  entryId: string
  on: PlainDate
  lines: [code: string, cents: number][]
  reversed: boolean
}

export function emptyBooks(clientIds: readonly string[], vendorIds: readonly string[]): Books {
  return {
    lockedThrough: null,
    credit: new Map(clientIds.map((id) => [id, 0])),
    creditMoves: [],
    ...{ invoices: new Map(), payments: new Map(), refunds: new Map(), applications: new Map(), notes: new Map() },
    ...{ vendorIds, bills: new Map(), billPayments: new Map(), expenses: new Map(), reimbursements: new Map() },
    ...{ writeOffs: new Map(), manual: new Map(), accounts: new Map(), entries: 0 },
  }
}

/** Posts an entry; each pair is an account and what stands there more (debit) or less (credit). */
export function post(books: Books, lines: readonly (readonly [code: string, cents: number])[]): void {
  const moved = lines.filter(([, cents]) => cents !== 0)
  const sum = moved.reduce((total, [, cents]) => total + cents, 0)
  if (sum !== 0) throw new Error(`the reference posts ${JSON.stringify(lines)}`)
  for (const [code, cents] of moved) books.accounts.set(code, (books.accounts.get(code) ?? 0) + cents)
  books.entries += 1
}

export function changeCredit(books: Books, clientId: string, cents: number, day: PlainDate): void {
  books.credit.set(clientId, (books.credit.get(clientId) ?? 0) + cents)
  books.creditMoves.push({ clientId, day, cents })
}

/** So much credit is not there on that day, or is used by what is dated later. */
export function lacksCredit(books: Books, clientId: string, cents: number, day: PlainDate): boolean {
  const moves = books.creditMoves.filter((one) => one.clientId === clientId)
  const days = [day, ...moves.map((one) => one.day).filter((one) => one > day)]
  const on = (end: PlainDate) => moves.filter((one) => one.day <= end).reduce((sum, one) => sum + one.cents, 0)
  return cents > 0 && days.some((one) => on(one) < cents)
}

/** Refunds on their way, as far as they are asked for. */
export const underway = (books: Books, asked: { paymentId?: string; clientId?: string }): Refund[] =>
  [...books.refunds.values()].filter(
    (one) =>
      one.state === 'pending' &&
      (asked.paymentId ?? one.paymentId) === one.paymentId &&
      (asked.clientId ?? one.clientId) === one.clientId,
  )

/** What a client has as credit, less what refunds on their way need of it. */
export function freeCredit(books: Books, clientId: string): number {
  return underway(books, { clientId }).reduce((left, one) => left - one.credit, books.credit.get(clientId) ?? 0)
}

/** So much credit cannot go: a refund on its way needs it. */
export const isPromised = (books: Books, clientId: string, cents: number) =>
  [
    cents > 0 && cents > freeCredit(books, clientId) && underway(books, { clientId }).some((one) => one.credit > 0),
    'credit_promised',
  ] as const

/** Less is owed on an invoice (positive), or more again (negative). A state never goes back. */
export function settle(books: Books, invoiceId: string, cents: number): void {
  const invoice = the(books.invoices, invoiceId)
  invoice.due -= cents
  if (invoice.state !== 'sent' && invoice.state !== 'partially_paid') return
  if (invoice.due === 0) invoice.state = 'paid'
  else if (invoice.due < invoice.total) invoice.state = 'partially_paid'
}

export function the<T>(map: ReadonlyMap<string, T>, id: string): T {
  const found = map.get(id)
  if (found === undefined) throw new Error(`the reference knows no ${id}`)
  return found
}

/** Half a cent goes up, away from zero. Numbers of the tests are small enough for exact products. */
const round = (numerator: number, denominator: number): number => {
  const whole = Math.floor((Math.abs(numerator) * 2 + denominator) / (denominator * 2))
  return numerator < 0 ? 0 - whole : whole
}

/** What a document comes to. Quantities are in ten-thousandths, percentages in thousandths. */
export function sumsOf(lines: readonly Line[], discount: Discount): Sums {
  const subtotal = lines.reduce((sum, line) => sum + round(line.quantity * line.priceCents, 10_000), 0)
  const tax = lines.reduce((sum, line) => sum + line.taxCents, 0)
  const percent = discount.kind === 'percent' && subtotal > 0 ? round(subtotal * discount.percent, 100_000) : 0
  const taken = lines.length === 0 ? 0 : discount.kind === 'fixed' ? discount.cents : percent
  return { subtotal, discount: taken, tax, total: subtotal - taken + tax }
}

/** Whether the replacement of an invoice stands. */
export function isCorrected(books: Books, invoiceId: string): boolean {
  return [...books.invoices.values()].some(
    (one) => one.corrects === invoiceId && one.state !== 'deleted' && one.state !== 'void',
  )
}
