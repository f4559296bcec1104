import type { PlainDate } from '#kernel/calendar.ts'
import { assertDocumentRange, type Cents, lineSubtotal, sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'

/** No state ever goes back. */
export const billStates = ['draft', 'posted', 'partially_paid', 'paid', 'void'] as const
export type BillState = (typeof billStates)[number]

/** What decisions about a bill look at. */
export type BillFacts = { state: BillState; totalCents: Cents; balanceDueCents: Cents }

export type BillTotals = { subtotalCents: Cents; taxCents: Cents; totalCents: Cents; lines: Cents[] }

/** Subtotal per line, and the sums. Refuses `bill_total_negative` and amounts that no bill can hold. */
export function billTotals(lines: readonly { quantity: string; unitPriceCents: Cents; taxCents: Cents }[]): BillTotals {
  const each = lines.map((line) => assertDocumentRange(lineSubtotal(line.quantity, line.unitPriceCents)))
  const subtotalCents = assertDocumentRange(sumCents(each))
  const taxCents = assertDocumentRange(sumCents(lines.map((line) => line.taxCents)))
  const totalCents = assertDocumentRange(sumCents([subtotalCents, taxCents]))
  if (totalCents < 0) throw new Refusal('bill_total_negative')
  return { subtotalCents, taxCents, totalCents, lines: each }
}

/** Refuses what cannot be posted: `bill_not_draft`, `bill_without_lines`, `bill_total_zero`. */
export function assertPostable(bill: BillFacts & { lines: readonly unknown[] }): void {
  if (bill.state !== 'draft') throw new Refusal('bill_not_draft')
  if (bill.lines.length === 0) throw new Refusal('bill_without_lines')
  if (bill.totalCents === 0) throw new Refusal('bill_total_zero')
}

/** Only what is in the books, and nothing of which is paid. Refuses `bill_not_posted` and `bill_has_payments`. */
export function assertVoidable(bill: BillFacts): void {
  if (!isPosted(bill.state)) throw new Refusal('bill_not_posted')
  if (bill.balanceDueCents !== bill.totalCents) throw new Refusal('bill_has_payments')
}

/** In the books: owed, or paid. */
export function isPosted(state: BillState): boolean {
  return state !== 'draft' && state !== 'void'
}

/** The state that follows from the balance. Never back: paid stays paid when its payment is undone. */
export function nextState(state: BillState, balanceDueCents: Cents, totalCents: Cents): BillState {
  if (state !== 'posted' && state !== 'partially_paid') return state
  if (balanceDueCents === 0) return 'paid'
  return balanceDueCents < totalCents ? 'partially_paid' : state
}

/** What lists show: the state, `overdue` while something is owed too long, `reopened` for a paid one that owes again. */
export type DisplayState = BillState | 'overdue' | 'reopened'

export function displayState(
  bill: Omit<BillFacts, 'totalCents'> & { dueOn: PlainDate },
  today: PlainDate,
): DisplayState {
  if (!isPosted(bill.state)) return bill.state
  if (bill.balanceDueCents > 0 && bill.dueOn < today) return 'overdue'
  return bill.state === 'paid' && bill.balanceDueCents > 0 ? 'reopened' : bill.state
}
