import type { Cents } from '#kernel/money.ts'
import type { ClientRow } from '#modules/clients/server/index.ts'
import type { LockedInvoice } from '#modules/documents/server/index.ts'
import { audit, signal } from '#platform/record.ts'
import type { Scope } from '#platform/scope.ts'
import type { Payment } from '../contract.ts'
import { insertPending } from './pending-store.ts'
import type { NewPayment } from './store.ts'
import { toPayment } from './to-payment.ts'

/** Money that is on its way: it is on record with what it is meant for, and moves nothing. */
export function awaitPayment(
  scope: Scope,
  row: NewPayment,
  client: ClientRow,
  meant: readonly { invoice: LockedInvoice; amountCents: Cents }[],
): Payment {
  const parts = meant.map(({ invoice, amountCents }) => ({ documentId: invoice.id, amountCents }))
  insertPending(scope, row, parts)
  const payment = {
    ...{ ...row, refundedCents: 0, state: 'pending' as const, createdAt: scope.now },
    ...{ announcedOn: row.receivedOn, failedOn: null, failureReason: null },
  }
  const awaited = toPayment({
    ...{ payment, clientName: client.displayName, allocations: [], meant: parts, feeCents: 0, reversal: undefined },
    numbers: new Map(meant.map(({ invoice }) => [invoice.id, invoice.number ?? ''])),
  })
  audit(scope, { subjectType: 'payment', subjectId: row.id, after: awaited })
  signal(scope, 'payments', row.id)
  return awaited
}
