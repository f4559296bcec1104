import { and, eq } from 'drizzle-orm'
import { newId } from '#kernel/ids.ts'
import type { Cents } from '#kernel/money.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import { insertCredit, type NewPayment, type PaymentRow } from './store.ts'
import { intendedAllocations } from './tables.ts'

type Part = { documentId: string; amountCents: Cents }

const partsOf = (of: number) =>
  `jsonb_to_recordset($${of}::jsonb) AS a (id uuid, document_id uuid, amount_cents bigint)`
const wireParts = (parts: readonly Part[]) =>
  JSON.stringify(parts.map((one) => ({ id: newId(), document_id: one.documentId, amount_cents: one.amountCents })))

const insertStatement = `
  WITH meant AS (
    INSERT INTO intended_allocations (company_id, id, payment_id, document_id, amount_cents)
    SELECT $1, a.id, $2, a.document_id, a.amount_cents FROM ${partsOf(11)}
  )
  INSERT INTO payments (company_id, id, client_id, received_on, announced_on, method, amount_cents, reference, notes, state, created_by, created_at)
  VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, 'pending', $9, $10)`

/** A payment that is on its way, and what it is meant for. */
export function insertPending(scope: Scope, payment: NewPayment, meant: readonly Part[]): void {
  const { id, clientId, receivedOn, method, amountCents, reference, notes } = payment
  scope.later(
    scope.sql('payments.insertPending', insertStatement, [
      ...[scope.companyId, id, clientId, receivedOn, method, amountCents, reference, notes],
      ...[authorOf(scope), scope.now, wireParts(meant)],
    ]),
  )
}

/** What a payment that did not arrive at once is, or was, meant for. */
export async function loadMeant(scope: Scope, paymentId: string): Promise<Part[]> {
  const of = intendedAllocations
  return scope.tx
    .select({ documentId: of.documentId, amountCents: of.amountCents })
    .from(of)
    .where(and(eq(of.companyId, scope.companyId), eq(of.paymentId, paymentId)))
    .orderBy(of.id)
}

const arriveStatement = `
  WITH allocated AS (
    INSERT INTO payment_allocations (company_id, id, payment_id, document_id, amount_cents)
    SELECT $1, a.id, $2, a.document_id, a.amount_cents FROM ${partsOf(5)}
  ), credited AS (${insertCredit(3, 6, 'overpayment', '$2', 4, 7)})
  UPDATE payments SET state = 'succeeded', received_on = $4 WHERE company_id = $1 AND id = $2`

/** It is there: its day, its allocations, and the credit that it makes, in one statement. */
export function markArrived(
  scope: Scope,
  payment: Pick<PaymentRow, 'id' | 'clientId' | 'receivedOn'>,
  allocations: readonly Part[],
  creditedCents: Cents,
): void {
  const { id, clientId, receivedOn } = payment
  const values = [scope.companyId, id, clientId, receivedOn, wireParts(allocations), creditedCents, newId()]
  scope.later(scope.sql('payments.arrive', arriveStatement, values))
}

export async function markFailed(
  scope: Scope,
  paymentId: string,
  { failedOn, reason }: { failedOn: string; reason: string },
): Promise<void> {
  await scope.sql(
    'payments.fail',
    "UPDATE payments SET state = 'failed', failed_on = $3, failure_reason = $4 WHERE company_id = $1 AND id = $2",
    [scope.companyId, paymentId, failedOn, reason],
  )
}
