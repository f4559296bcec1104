import type { Cents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { announce, balanceMoved, signal } from '#platform/record.ts'
import type { Opening, Scope } from '#platform/scope.ts'
import { nextState } from '../domain/invoice.ts'
import { type InvoiceRow, lockInvoices, moveLater } from './store.ts'

/** What other modules see of an invoice that money moves on. */
export type LockedInvoice = Pick<
  InvoiceRow,
  | 'id'
  | 'number'
  | 'state'
  | 'clientId'
  | 'projectId'
  | 'issuedOn'
  | 'dueOn'
  | 'subtotalCents'
  | 'discountCents'
  | 'taxCents'
  | 'totalCents'
  | 'balanceDueCents'
  | 'revision'
>

/** Money that arrived on an invoice (positive) or was taken off it again (negative), in cents. */
export type MoneyMove = { allocatedDelta: Cents } | { creditDelta: Cents }

/**
 * The invoices, locked in the order of their ids until the transaction ends. Lock the client's row before, counters and
 * the ledger after (README). Refuses `not_found` when one is not an invoice of this company.
 */
export async function loadInvoicesForUpdate(scope: Opening, ids: readonly string[]): Promise<LockedInvoice[]> {
  return ids.length === 0 ? [] : lockInvoices(scope, ids)
}

/**
 * Moves the balance of an invoice that was loaded for update, and the state that follows from it; a paid invoice that
 * owes again stays paid. Refuses `invoice_not_sent` for drafts and void ones, `balance_exceeded` when the balance would
 * leave 0 … total.
 */
export function settleInvoice(scope: Scope, invoice: LockedInvoice, move: MoneyMove): LockedInvoice {
  if (invoice.state === 'draft' || invoice.state === 'void') {
    throw new Refusal('invoice_not_sent', { state: invoice.state })
  }
  const delta = 'allocatedDelta' in move ? move.allocatedDelta : move.creditDelta
  const balanceDueCents = invoice.balanceDueCents - delta
  if (balanceDueCents < 0 || balanceDueCents > invoice.totalCents) {
    throw new Refusal('balance_exceeded', { balanceDueCents: invoice.balanceDueCents })
  }
  const state = nextState(invoice.state, balanceDueCents, invoice.totalCents)
  const becamePaid = state === 'paid' && invoice.state !== 'paid'
  const saved = becamePaid
    ? moveLater(scope, 'paid', invoice, { state, balanceDueCents, paidAt: scope.now })
    : moveLater(scope, 'balance', invoice, { state, balanceDueCents })
  balanceMoved(scope, {
    label: invoice.number ?? '',
    kind: 'invoice',
    id: invoice.id,
    beforeCents: invoice.balanceDueCents,
    afterCents: balanceDueCents,
  })
  signal(scope, 'invoices', invoice.id)
  if (becamePaid) announce(scope, 'invoice_paid', { invoiceId: invoice.id, number: invoice.number })
  return saved
}
