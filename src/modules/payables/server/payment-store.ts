import { and, eq, inArray } from 'drizzle-orm'
import { present } from '#kernel/assert.ts'
import type { Cents } from '#kernel/money.ts'
import { Refusal } from '#kernel/refusal.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import { billPaymentReversals, billPayments } from './tables.ts'

export type PaymentRow = typeof billPayments.$inferSelect
export type ReversalRow = typeof billPaymentReversals.$inferSelect
export type AllocationRow = {
  paymentId: string
  billId: string
  billNumber: string | null
  billedOn: string
  amountCents: Cents
}

type NewPayment = Pick<PaymentRow, 'id' | 'vendorId' | 'paidOn' | 'amountCents' | 'reference' | 'notes'>

const insertStatement = `
  WITH paid AS (
    INSERT INTO bill_payments (company_id, id, vendor_id, paid_on, amount_cents, account_id, reference, notes, created_by, created_at)
    SELECT $1, $2, $3, $4, $5, coalesce($6::uuid, (SELECT a.id FROM accounts a WHERE a.company_id = $1 AND a.system_key = 'cash')), $7, $8, $9, $10
    RETURNING account_id
  ), allocated AS (
    INSERT INTO bill_payment_allocations (company_id, payment_id, bill_id, amount_cents)
    SELECT $1, $2, a.bill_id, a.amount_cents FROM jsonb_to_recordset($11::jsonb) AS a (bill_id uuid, amount_cents bigint)
  )
  SELECT account_id AS "accountId" FROM paid`

/** The payment and its allocations, in one statement; without an account it is Cash. Answers with the account. */
export async function insertPayment(
  scope: Scope,
  payment: NewPayment,
  accountId: string | null,
  allocations: readonly { billId: string; amountCents: Cents }[],
): Promise<string> {
  const [row] = await scope.sql<{ accountId: string }>('payables.insertPayment', insertStatement, [
    scope.companyId,
    payment.id,
    payment.vendorId,
    payment.paidOn,
    payment.amountCents,
    accountId,
    payment.reference,
    payment.notes,
    authorOf(scope),
    scope.now,
    JSON.stringify(allocations.map((one) => ({ bill_id: one.billId, amount_cents: one.amountCents }))),
  ])
  return present(row).accountId
}

/** Refuses `not_found`. A payment does not change, so what was read stays true; only its reversal may be added. */
export async function loadPayment(scope: Scope, id: string): Promise<PaymentRow> {
  const [row] = await scope.tx
    .select()
    .from(billPayments)
    .where(and(eq(billPayments.companyId, scope.companyId), eq(billPayments.id, id)))
  if (!row) throw new Refusal('not_found')
  return row
}

/** The parts of payments, with what their bills are called. */
export async function loadAllocations(scope: Scope, paymentIds: readonly string[]): Promise<AllocationRow[]> {
  if (paymentIds.length === 0) return []
  return scope.sql<AllocationRow>(
    'payables.allocations',
    `SELECT a.payment_id AS "paymentId", a.bill_id AS "billId", b.number AS "billNumber", b.billed_on AS "billedOn", a.amount_cents AS "amountCents"
     FROM bill_payment_allocations a JOIN bills b ON b.company_id = a.company_id AND b.id = a.bill_id
     WHERE a.company_id = $1 AND a.payment_id = ANY ($2::uuid[]) ORDER BY a.payment_id, b.billed_on, b.id`,
    [scope.companyId, paymentIds],
  )
}

/** Payment id → how it was undone. */
export async function findReversals(scope: Scope, paymentIds: readonly string[]): Promise<Map<string, ReversalRow>> {
  if (paymentIds.length === 0) return new Map()
  const of = billPaymentReversals
  const rows = await scope.tx
    .select()
    .from(of)
    .where(and(eq(of.companyId, scope.companyId), inArray(of.paymentId, [...paymentIds])))
  return new Map(rows.map((row) => [row.paymentId, row]))
}

export async function insertReversal(
  scope: Scope,
  reversal: Pick<ReversalRow, 'id' | 'paymentId' | 'reversedOn' | 'reason'>,
): Promise<void> {
  await scope.tx
    .insert(billPaymentReversals)
    .values({ companyId: scope.companyId, ...reversal, createdBy: authorOf(scope), createdAt: scope.now })
}
