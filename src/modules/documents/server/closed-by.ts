import { type Cents, sumCents } from '#kernel/money.ts'
import type { OtherClosing } from '../domain/invoice.ts'

/** What stands against a total beside payments. */
type Settled = { creditedCents: Cents; appliedCents: Cents; writtenOffCents: Cents }

/** On rows that were read: what closed it, when that was not money that came in, and the parts that were not. */
export type Closed = { closedBy?: OtherClosing | null; settled?: Settled | null }

const nothing: Settled = { creditedCents: 0, appliedCents: 0, writtenOffCents: 0 }

/** What was taken off the total of an invoice that is out, part by part; what no other part explains was paid. */
export function settledParts(
  row: { documentType: string; state: string; totalCents: Cents; balanceDueCents: Cents } & Closed,
): Settled & { paidCents: Cents } {
  if (row.documentType !== 'invoice' || row.state === 'draft' || row.state === 'void')
    return { ...nothing, paidCents: 0 }
  const settled = row.settled ?? nothing
  const others = sumCents([settled.creditedCents, settled.appliedCents, settled.writtenOffCents])
  return { ...settled, paidCents: row.totalCents - row.balanceDueCents - others }
}

const on = (d: string, of: string) => `${of}.company_id = ${d}.company_id AND ${of}.document_id = ${d}.id`
const live = (reversals: string, column: string, of: string, id = 'id') =>
  `NOT EXISTS (SELECT FROM ${reversals} r WHERE r.company_id = ${of}.company_id AND r.${column} = ${of}.${id})`
/** Asked row by row: EXISTS among selected fields may be answered from a hash over the whole table, for a page of a list. */
const some = (from: string) => `(SELECT true FROM ${from} LIMIT 1)`
const liveNotes = (d: string) =>
  `credit_notes n WHERE ${on(d, 'n')} AND n.state = 'posted' AND ${live('credit_note_reversals', 'credit_note_id', 'n')}`
const liveCredit = (d: string) =>
  `credit_applications c WHERE ${on(d, 'c')} AND ${live('credit_application_reversals', 'application_id', 'c')}`
const livePayments = (d: string) =>
  `payment_allocations a WHERE ${on(d, 'a')} AND a.amount_cents > a.refunded_cents AND ${live('payment_reversals', 'payment_id', 'a', 'payment_id')}`
const liveLosses = (d: string) =>
  `write_offs w WHERE ${on(d, 'w')} AND ${live('write_off_reversals', 'write_off_id', 'w')}`

/**
 * SQL, for a row of documents named `d`: a loss on it says "written off", however much was paid before; notes over all of
 * it say "credited", also when what was paid went on as credit; then any money that stayed says paid (null); then credit
 * that was applied; what is left was taken back by credit notes.
 */
export const closedBy = (d: string) =>
  `CASE WHEN ${d}.state = 'paid' AND ${d}.balance_due_cents = 0 AND ${d}.document_type = 'invoice' THEN CASE
    WHEN ${some(liveLosses(d))} THEN 'written_off'
    WHEN (SELECT sum(n.total_cents) FROM ${liveNotes(d)}) = ${d}.total_cents THEN 'credited'
    WHEN ${some(livePayments(d))} THEN NULL
    WHEN ${some(liveCredit(d))} THEN 'settled_by_credit'
    ELSE 'credited' END END`

/** SQL, for a row of documents named `d`: the parts of an invoice's total that were settled otherwise than by payments. */
export const settledBy = (d: string) => {
  const sum = (column: string, from: string) => `(SELECT coalesce(sum(${column}), 0)::bigint FROM ${from})`
  return `CASE WHEN ${d}.document_type = 'invoice' AND ${d}.state NOT IN ('draft', 'void') AND ${d}.balance_due_cents < ${d}.total_cents THEN
    jsonb_build_object('creditedCents', ${sum('n.ar_applied_cents', liveNotes(d))}, 'appliedCents', ${sum('c.amount_cents', liveCredit(d))},
      'writtenOffCents', ${sum('w.amount_cents', liveLosses(d))}) END`
}
