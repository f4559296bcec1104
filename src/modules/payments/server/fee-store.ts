import { newId } from '#kernel/ids.ts'
import type { Cents } from '#kernel/money.ts'
import { postLater, reverseEntry } from '#modules/ledger/server/index.ts'
import { authorOf } from '#platform/actor.ts'
import type { Scope } from '#platform/scope.ts'
import { feeEntry } from './entries.ts'

export type Fee = {
  id: string
  amountCents: Cents
  /** Its entry in the books. */
  entryId: string | null
}

/** What Stripe kept of a payment that arrives now: its record and its own entry; of none, nothing. */
export function chargeFee(
  scope: Scope,
  payment: Parameters<typeof feeEntry>[1],
  clientName: string,
  amountCents: Cents,
): void {
  if (amountCents === 0) return
  const fee = { id: newId(), amountCents }
  const values = [scope.companyId, fee.id, payment.id, amountCents, authorOf(scope), scope.now]
  scope.later(
    scope.sql(
      'payments.insertFee',
      `INSERT INTO payment_fees (company_id, id, payment_id, amount_cents, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      values,
    ),
  )
  postLater(scope, feeEntry(fee, payment, clientName))
}

/** A payment that never came cost nothing: the exact opposite of the fee's entry. */
export async function reverseFee(scope: Scope, fee: Fee, entryDate: string, clientName: string): Promise<void> {
  await reverseEntry(scope, {
    of: { sourceType: 'payment_fee', sourceId: fee.id },
    sourceType: 'reversal',
    sourceId: fee.entryId ?? fee.id,
    entryDate,
    memo: `Reversal of the processing fee of the payment from ${clientName}`,
  })
}

export async function findFee(scope: Scope, paymentId: string): Promise<Fee | undefined> {
  const [fee] = await scope.sql<Fee>(
    'payments.fee',
    `SELECT f.id, f.amount_cents AS "amountCents", e.id AS "entryId" FROM payment_fees f
     LEFT JOIN journal_entries e ON e.company_id = f.company_id AND e.source_type = 'payment_fee' AND e.source_id = f.id
     WHERE f.company_id = $1 AND f.payment_id = $2`,
    [scope.companyId, paymentId],
  )
  return fee
}
