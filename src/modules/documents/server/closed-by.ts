import type { OtherClosing } from '../domain/invoice.ts'

/** On rows that were read: what closed it, when that was not money that came in. */
export type Closed = { closedBy?: OtherClosing | null }

/**
 * SQL, for a row of documents named `d`: a loss on it says "written off", however much was paid before; then any money
 * that stayed says paid (null); then credit that was applied; what is left was taken back by credit notes.
 */
export const closedBy = (d: string) => {
  const on = (of: string) => `${of}.company_id = ${d}.company_id AND ${of}.document_id = ${d}.id`
  const live = (reversals: string, column: string, of: string, id = 'id') =>
    `NOT EXISTS (SELECT FROM ${reversals} r WHERE r.company_id = ${of}.company_id AND r.${column} = ${of}.${id})`
  return `CASE WHEN ${d}.state = 'paid' AND ${d}.balance_due_cents = 0 AND ${d}.document_type = 'invoice' THEN CASE
    WHEN EXISTS (SELECT FROM write_offs w WHERE ${on('w')} AND ${live('write_off_reversals', 'write_off_id', 'w')}) THEN 'written_off'
    WHEN EXISTS (SELECT FROM payment_allocations a WHERE ${on('a')} AND a.amount_cents > a.refunded_cents
      AND ${live('payment_reversals', 'payment_id', 'a', 'payment_id')}) THEN NULL
    WHEN EXISTS (SELECT FROM credit_applications c WHERE ${on('c')}
      AND ${live('credit_application_reversals', 'application_id', 'c')}) THEN 'settled_by_credit'
    ELSE 'credited' END END`
}
