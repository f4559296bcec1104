import { assert } from '#kernel/assert.ts'
import type { PlainDate } from '#kernel/calendar.ts'
import { type Cents, sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'

/** No state ever goes back. */
export const invoiceStates = ['draft', 'sent', 'partially_paid', 'paid', 'void'] as const
export type InvoiceState = (typeof invoiceStates)[number]

/** What decisions about an invoice look at. */
export type InvoiceFacts = { state: InvoiceState; totalCents: Cents; balanceDueCents: Cents }

/** The money that moved on an invoice, all in cents and none negative; only what is live: not reversed, not recovered. */
export type InvoiceMoney = {
  /** Allocated from payments, reversed payments left out. */
  allocatedCents: Cents
  /** Taken back from those allocations by refunds. */
  refundedCents: Cents
  /** `ar_applied` of posted credit notes. */
  creditNotesCents: Cents
  creditApplicationsCents: Cents
  writeOffsCents: Cents
}

/** An invoice on which no money has moved. */
export const noMoney: InvoiceMoney = {
  allocatedCents: 0,
  refundedCents: 0,
  creditNotesCents: 0,
  creditApplicationsCents: 0,
  writeOffsCents: 0,
}

/**
 * Refuses what cannot be sent: `invoice_not_draft`, `invoice_without_lines`, and `invoice_total_zero`, because the books
 * hold no entry over nothing.
 */
export function assertSendable(invoice: InvoiceFacts & { lines: readonly unknown[] }): void {
  if (invoice.state !== 'draft') throw new Refusal('invoice_not_draft', { state: invoice.state })
  if (invoice.lines.length === 0) throw new Refusal('invoice_without_lines')
  assert(invoice.totalCents >= 0, 'a draft was saved with a negative total')
  if (invoice.totalCents === 0) throw new Refusal('invoice_total_zero')
}

/** A draft becomes sent, with its number and date; it owes its whole total from now on. Refuses as `assertSendable`. */
export function send<I extends InvoiceFacts & { lines: readonly unknown[] }>(
  invoice: I,
  next: { number: string; sentOn: PlainDate },
): I & { state: 'sent'; number: string; sentOn: PlainDate; balanceDueCents: Cents } {
  assertSendable(invoice)
  return { ...invoice, state: 'sent', ...next, balanceDueCents: invoice.totalCents }
}

/** A sent invoice on which no money moved becomes void and owes nothing. Refuses `invoice_not_voidable`. */
export function voidInvoice<I extends InvoiceFacts>(
  invoice: I,
  money: InvoiceMoney,
  voidedOn: PlainDate,
): I & { state: 'void'; voidedOn: PlainDate; balanceDueCents: 0 } {
  if (invoice.state !== 'sent' || hasMoney(money)) {
    throw new Refusal('invoice_not_voidable', { state: invoice.state })
  }
  return { ...invoice, state: 'void', voidedOn, balanceDueCents: 0 }
}

/**
 * What is still owed: `total − (allocated − refunded) − credit notes − credit applications − write-offs`. Drafts and
 * void invoices are not in the books and owe nothing. A balance outside 0 … total is our mistake.
 */
export function balanceDue(state: InvoiceState, totalCents: Cents, money: InvoiceMoney): Cents {
  if (state === 'draft' || state === 'void') return 0
  const balance = sumCents([
    totalCents,
    -money.allocatedCents,
    money.refundedCents,
    -money.creditNotesCents,
    -money.creditApplicationsCents,
    -money.writeOffsCents,
  ])
  assert(balance >= 0 && balance <= totalCents, `balance ${balance} outside 0 to ${totalCents}`)
  return balance
}

/** The state that follows from the balance. Never back: paid stays paid, partly paid does not become sent again. */
export function nextState(state: InvoiceState, balanceDueCents: Cents, totalCents: Cents): InvoiceState {
  if (state !== 'sent' && state !== 'partially_paid') return state
  if (balanceDueCents === 0) return 'paid'
  return balanceDueCents < totalCents ? 'partially_paid' : state
}

/** The invoice after money moved on it: new balance, and the state that follows. */
export function withMoney<I extends InvoiceFacts>(invoice: I, money: InvoiceMoney): I {
  const balanceDueCents = balanceDue(invoice.state, invoice.totalCents, money)
  return { ...invoice, balanceDueCents, state: nextState(invoice.state, balanceDueCents, invoice.totalCents) }
}

/** Locked: sent or above, or any money ever moved on it. Only internal notes may still change. */
export function isLocked(state: InvoiceState, moneyMoved = false): boolean {
  return state !== 'draft' || moneyMoved
}

/** Sent and not void: the client may see it, money may move on it. */
export function isOut(state: string): boolean {
  return state !== 'draft' && state !== 'void'
}

/** Owed and past its due date, seen from today in the company's time zone; due today is not overdue. */
export function isOverdue(dueDate: PlainDate | null, balanceDueCents: Cents, today: PlainDate): boolean {
  return dueDate !== null && balanceDueCents > 0 && dueDate < today
}

/** What brought a balance to nothing, where it was not money that came in. */
export const otherClosings = ['credited', 'settled_by_credit', 'written_off'] as const
export type OtherClosing = (typeof otherClosings)[number]

/**
 * What lists show: the state, `overdue` while something is owed too long, `reopened` for a paid one that owes again, or
 * what closed it when nothing was paid: no paper says "Paid" over money that never came.
 */
export type DisplayState = InvoiceState | 'overdue' | 'reopened' | OtherClosing

export function displayState(
  invoice: Pick<InvoiceFacts, 'state' | 'balanceDueCents'> & {
    dueDate: PlainDate | null
    closedBy?: OtherClosing | null | undefined
  },
  today: PlainDate,
): DisplayState {
  if (invoice.state === 'draft' || invoice.state === 'void') return invoice.state
  if (isOverdue(invoice.dueDate, invoice.balanceDueCents, today)) return 'overdue'
  if (invoice.state !== 'paid') return invoice.state
  return invoice.balanceDueCents > 0 ? 'reopened' : (invoice.closedBy ?? 'paid')
}

function hasMoney(money: InvoiceMoney): boolean {
  return Object.values(money).some((cents) => cents !== 0)
}
