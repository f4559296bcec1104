import { present } from '#kernel/assert.ts'
import { newId } from '#kernel/ids.ts'
import type { Cents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { ClientRow } from '#modules/clients/server/index.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import type { Refund } from '../contract.ts'
import { insertCredit, loadPaymentForUpdate, type PaymentRow } from './store.ts'

type NewRefund = Omit<Refund, 'invoices' | 'failure' | 'createdAt'> & { clientId: string }

const insertStatement = `
  WITH parts AS (
    INSERT INTO payment_refund_parts (company_id, id, refund_id, allocation_id, amount_cents)
    SELECT $1, t.id, $2, t.allocation_id, t.amount_cents FROM jsonb_to_recordset($11::jsonb) AS t (id uuid, allocation_id uuid, amount_cents bigint)
  ), taken AS (${insertCredit(12, 13, 'refund', '$2', 4, 14)})
  INSERT INTO payment_refunds (company_id, id, payment_id, refunded_on, amount_cents, reference, reason, state, created_by, created_at, announced_on)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $15)`

/** The refund, its parts and the credit that it takes unless it waits, in one statement; the rollups follow by triggers. */
export async function insertRefund(
  scope: Scope,
  refund: NewRefund,
  fromAllocations: readonly { allocationId: string; amountCents: Cents }[],
): Promise<void> {
  const parts = [
    ...fromAllocations.map((one) => ({ allocation_id: one.allocationId, amount_cents: one.amountCents })),
    ...(refund.creditCents > 0 ? [{ allocation_id: null, amount_cents: refund.creditCents }] : []),
  ]
  await scope.sql('payments.insertRefund', insertStatement, [
    scope.companyId,
    refund.id,
    refund.paymentId,
    refund.refundedOn,
    refund.amountCents,
    refund.reference,
    refund.reason,
    refund.state,
    authorOf(scope),
    scope.now,
    JSON.stringify(parts.map((part) => ({ id: newId(), ...part }))),
    refund.clientId,
    refund.state === 'pending' ? 0 : 0 - refund.creditCents,
    newId(),
    refund.announcedOn,
  ])
}

const arriveStatement = `
  WITH taken AS (${insertCredit(3, 5, 'refund', '$2', 4, 6)})
  UPDATE payment_refunds SET state = 'succeeded', refunded_on = $4 WHERE company_id = $1 AND id = $2`

/** It is there: its day, and the credit that it takes; the rollups follow by triggers. */
export async function markRefundArrived(
  scope: Scope,
  { id, refundedOn, creditCents }: Pick<Refund, 'id' | 'refundedOn' | 'creditCents'>,
  clientId: string,
): Promise<void> {
  const values = [scope.companyId, id, clientId, refundedOn, 0 - creditCents, newId()]
  await scope.sql('payments.arriveRefund', arriveStatement, values)
}

export async function markRefundFailed(
  scope: Scope,
  refundId: string,
  { failedOn, reason }: { failedOn: string; reason: string },
): Promise<void> {
  await scope.sql(
    'payments.failRefund',
    "UPDATE payment_refunds SET state = 'failed', failed_on = $3, failure_reason = $4 WHERE company_id = $1 AND id = $2",
    [scope.companyId, refundId, failedOn, reason],
  )
}

/** What refunds on their way will take from the client's credit. */
export async function promisedCredit(scope: Scope, clientId: string): Promise<Cents> {
  const [row] = await scope.sql<{ cents: Cents }>(
    'payments.promisedCredit',
    'SELECT promised_credit($1, $2) AS cents',
    [scope.companyId, clientId],
  )
  return row?.cents ?? 0
}

/** The refund with its payment and client, as they are once the client's row is locked. Refuses `not_found`. */
export async function loadRefundForUpdate(
  scope: Scope,
  refundId: string,
): Promise<{ refund: Refund; payment: PaymentRow; client: ClientRow }> {
  const [found] = await scope.sql<{ paymentId: string }>(
    'payments.refund',
    'SELECT payment_id AS "paymentId" FROM payment_refunds WHERE company_id = $1 AND id = $2',
    [scope.companyId, refundId],
  )
  if (!found) throw new Refusal('not_found')
  const locked = await loadPaymentForUpdate(scope, found.paymentId)
  const refunds = await loadRefunds(scope, found.paymentId)
  return { ...locked, refund: present(refunds.find((one) => one.id === refundId)) }
}

/** What of a payment went back, oldest first. */
export async function loadRefunds(scope: Scope, paymentId: string): Promise<Refund[]> {
  return scope.sql<Refund>(
    'payments.refunds',
    `SELECT r.id, r.payment_id AS "paymentId", r.refunded_on AS "refundedOn", r.amount_cents AS "amountCents",
            coalesce(sum(t.amount_cents) FILTER (WHERE t.allocation_id IS NULL), 0)::bigint AS "creditCents",
            coalesce(json_agg(json_build_object('id', d.id, 'number', d.number, 'amountCents', t.amount_cents) ORDER BY a.id DESC)
              FILTER (WHERE d.id IS NOT NULL), '[]') AS invoices,
            r.reference, r.reason, r.state, r.announced_on AS "announcedOn",
            CASE WHEN r.failed_on IS NOT NULL THEN json_build_object('failedOn', r.failed_on, 'reason', r.failure_reason) END AS failure,
            r.created_at AS "createdAt"
     FROM payment_refunds r
     JOIN payment_refund_parts t ON t.company_id = r.company_id AND t.refund_id = r.id
     LEFT JOIN payment_allocations a ON a.company_id = t.company_id AND a.id = t.allocation_id
     LEFT JOIN documents d ON d.company_id = a.company_id AND d.id = a.document_id
     WHERE r.company_id = $1 AND r.payment_id = $2
     GROUP BY r.company_id, r.id ORDER BY r.created_at, r.id`,
    [scope.companyId, paymentId],
  )
}
