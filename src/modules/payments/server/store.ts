import { and, eq } from 'drizzle-orm'
import { newId } from '#kernel/ids.ts'
import { type Cents, sumCents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { type ClientRow, loadClientForUpdate } from '#modules/clients/server/index.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import { paymentAllocations, paymentReversals, payments } from './tables.ts'

export type PaymentRow = typeof payments.$inferSelect
export type AllocationRow = typeof paymentAllocations.$inferSelect
export type ReversalRow = typeof paymentReversals.$inferSelect

export type NewPayment = Pick<
  PaymentRow,
  'id' | 'clientId' | 'receivedOn' | 'method' | 'amountCents' | 'reference' | 'notes'
>

// The clock of the statement, not of the transaction: entries of one client come one after the other in their ledger.
export const insertCredit = (client: number, delta: number, kind: string, source: string, day: number, id: number) =>
  `INSERT INTO client_credit_entries (company_id, id, client_id, cents_delta, kind, source_id, occurred_on, created_at)
   SELECT $1, $${id}, $${client}, $${delta}::bigint, '${kind}', ${source}, $${day}, clock_timestamp() WHERE $${delta}::bigint <> 0`

const insertPaymentStatement = `
  WITH allocated AS (
    INSERT INTO payment_allocations (company_id, id, payment_id, document_id, amount_cents)
    SELECT $1, a.id, $2, a.invoice_id, a.amount_cents FROM jsonb_to_recordset($11::jsonb) AS a (id uuid, invoice_id uuid, amount_cents bigint)
  ), credited AS (${insertCredit(3, 12, 'overpayment', '$2', 4, 13)})
  INSERT INTO payments (company_id, id, client_id, received_on, method, amount_cents, reference, notes, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

/** The payment, its allocations and the credit it makes, in one statement that travels with the next. */
export function insertPayment(
  scope: Scope,
  payment: NewPayment,
  allocations: readonly { invoiceId: string; amountCents: Cents }[],
  creditedCents: Cents,
): void {
  const values = [
    scope.companyId,
    payment.id,
    payment.clientId,
    payment.receivedOn,
    payment.method,
    payment.amountCents,
    payment.reference,
    payment.notes,
    authorOf(scope),
    scope.now,
    JSON.stringify(
      allocations.map((one) => ({ id: newId(), invoice_id: one.invoiceId, amount_cents: one.amountCents })),
    ),
    creditedCents,
    newId(),
  ]
  scope.later(scope.sql('payments.insert', insertPaymentStatement, values))
}

const insertReversalStatement = `
  WITH taken AS (${insertCredit(4, 9, 'payment_reversal', '$3', 5, 10)})
  INSERT INTO payment_reversals (company_id, id, payment_id, reversed_on, reason, created_by, created_at)
  VALUES ($1, $2, $3, $5, $6, $7, $8)`

/** The reversal and the credit that it takes back, in one statement. */
export async function insertReversal(
  scope: Scope,
  reversal: { id: string; paymentId: string; clientId: string; reversedOn: string; reason: string | null },
  creditedCents: Cents,
): Promise<void> {
  await scope.sql('payments.insertReversal', insertReversalStatement, [
    scope.companyId,
    reversal.id,
    reversal.paymentId,
    reversal.clientId,
    reversal.reversedOn,
    reversal.reason,
    authorOf(scope),
    scope.now,
    0 - creditedCents,
    newId(),
  ])
}

/** Refuses `not_found`. A payment changes only from on its way to arrived or failed; its reversal and refunds are added. */
export async function loadPayment(scope: Scope, id: string): Promise<PaymentRow> {
  const [row] = await scope.tx
    .select()
    .from(payments)
    .where(and(eq(payments.companyId, scope.companyId), eq(payments.id, id)))
  if (!row) throw new Refusal('not_found')
  return row
}

/**
 * The payment and its client, the client's row locked; the payment is read after that, so that what was refunded or
 * reversed meanwhile is seen. Refuses `not_found`.
 */
export async function loadPaymentForUpdate(
  scope: Scope,
  id: string,
): Promise<{ payment: PaymentRow; client: ClientRow }> {
  const { clientId } = await loadPayment(scope, id)
  const client = await loadClientForUpdate(scope, clientId)
  return { payment: await loadPayment(scope, id), client }
}

export async function loadAllocations(scope: Scope, paymentId: string): Promise<AllocationRow[]> {
  const of = paymentAllocations
  return scope.tx
    .select()
    .from(of)
    .where(and(eq(of.companyId, scope.companyId), eq(of.paymentId, paymentId)))
    .orderBy(of.id)
}

export async function findReversal(scope: Scope, paymentId: string): Promise<ReversalRow | undefined> {
  const of = paymentReversals
  const [row] = await scope.tx
    .select()
    .from(of)
    .where(and(eq(of.companyId, scope.companyId), eq(of.paymentId, paymentId)))
  return row
}

/** What of a payment no invoice took. */
export function creditedOf(payment: { amountCents: Cents }, allocations: readonly { amountCents: Cents }[]): Cents {
  return payment.amountCents - sumCents(allocations.map((one) => one.amountCents))
}
