import type { Cents } from '#kernel/money.ts'
import { type LockedInvoice, settleInvoice } from '#modules/documents/server/index.ts'
import { audit, balanceMoved, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'

/** Money from a payment, or from credit. */
type MoneyMove = Parameters<typeof settleInvoice>[2]

type Client = { id: string; displayName: string; creditCents: Cents }

/** Settles an invoice through the documents' door and puts what became of it into the audit log. */
export function settle(scope: Scope, invoice: LockedInvoice, move: MoneyMove): void {
  const settled = settleInvoice(scope, invoice, move)
  audit(scope, { subjectType: 'invoice', subjectId: invoice.id, before: moved(invoice), after: moved(settled) })
}

/** States the client's credit before and after; the database keeps it from the credit ledger. */
export function creditMoved(scope: Scope, client: Client, deltaCents: Cents): void {
  signal(scope, 'clients', client.id)
  if (deltaCents === 0) return
  balanceMoved(scope, {
    label: `Credit of ${client.displayName}`,
    kind: 'credit',
    id: client.id,
    beforeCents: client.creditCents,
    afterCents: client.creditCents + deltaCents,
  })
}

const moved = ({ state, balanceDueCents }: LockedInvoice) => ({ state, balanceDueCents })
